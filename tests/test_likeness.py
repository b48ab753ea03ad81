"""Texts that say nearly the same: the index finds exactly what comparing each with each would find."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.likeness import Alike, Index, even, likeness

TEXTS = st.text(alphabet="污水直排河道，噪声。", max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("青岭河水质超标", "青岭河水质超标", 1.0),
        ("青岭河，水质 超标。", "青岭河水质超标", 1.0),
        ("ＡＢＣ工业园", "abc工业园", 1.0),
        ("青岭河水质超标", "红旗镇垃圾堆放", 0.0),
        ("", "", 0.0),
        ("污水", "污水", 1.0),
    ],
)
def test_width_blanks_and_signs_do_not_count(one: str, other: str, score: float) -> None:
    assert likeness(one, other) == score


def test_a_changed_number_or_word_stays_much_alike() -> None:
    before = "2015年至2017年，青岭河出境断面总磷浓度年均值由0.21毫克/升上升至0.34毫克/升，沿岸4个建制镇污水直排。"
    assert 0.8 < likeness(before, before.replace("4个", "5个")) < 1


@given(st.lists(TEXTS, max_size=8), TEXTS, st.sampled_from([0.3, 0.5, 0.8, 0.95, 1.0]))
def test_the_index_finds_what_comparing_each_would(known: list[str], asked: str, least: float) -> None:
    keyed = [(str(at), text) for at, text in enumerate(known)]
    every = [Alike(key, likeness(asked, text)) for key, text in keyed]
    wanted = sorted((one for one in every if one.score >= least), key=lambda one: -one.score)
    assert list(Index(keyed).like(asked, least)) == wanted


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, one) == 1) == bool(even(one))


def test_thousands_of_texts_in_the_same_phrases_are_compared_in_seconds() -> None:
    texts = [
        f"群众反映{at % 97}村{at}组附近养殖场夜间偷排污水，臭味扰民，影响居民{at * 7 % 900}户正常生活"
        for at in range(6000)
    ]
    began = time.process_time()
    index = Index((str(at), text) for at, text in enumerate(texts[:1000]))
    found = [index.like(text, 0.8)[:1] for text in texts[1000:]]
    assert time.process_time() - began < 60  # a few seconds on a machine that does nothing else
    assert len(found) == 5000
