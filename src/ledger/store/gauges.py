"""Where indicators lie in a ledger."""

from __future__ import annotations

from ledger.model.gauge import Gauge
from ledger.store.cabinet import Drawer

GAUGES: Drawer[Gauge] = Drawer("indicators", Gauge, "指标", "templates/indicator.schema.json")
