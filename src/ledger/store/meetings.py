"""Where the records of meetings lie in a ledger."""

from __future__ import annotations

from ledger.model.meeting import Meeting
from ledger.store.cabinet import Drawer

MEETINGS: Drawer[Meeting] = Drawer("meetings", Meeting, "会议", "templates/meeting.schema.json")
