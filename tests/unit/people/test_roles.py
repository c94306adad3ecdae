"""The permission table: denied by default, complete, and two persons are two."""

from __future__ import annotations

import itertools

import pytest

from kiosk.domain.access.roles import (
    ALLOWED,
    CAN_NEED_TWO,
    DANGEROUS,
    Permission,
    Person,
    Role,
    Rule,
    Verdict,
    acts_of,
    verdict,
)

P = Permission
NOBODY = Person("N0", frozenset())
BOSS = Person("S1", frozenset({Role.SUPERVISOR}))
OTHER_BOSS = Person("S2", frozenset({Role.SUPERVISOR}))
COLLEAGUE = Person("A1", frozenset({Role.ATTENDANT}))


@pytest.mark.parametrize("act", Permission)
def test_without_a_role_nothing_is_allowed_and_a_code_changes_nothing(act: Permission) -> None:
    assert verdict(act, NOBODY, Rule(), second=BOSS, has_fresh_totp=True) is Verdict.NOT_PERMITTED


@pytest.mark.parametrize("act", Permission)
def test_every_permission_belongs_to_somebody_and_none_to_everybody(act: Permission) -> None:
    owners = [role for role in Role if act in ALLOWED[role]]
    assert 0 < len(owners) < len(Role)


@pytest.mark.parametrize(
    ("act", "owners"),
    [
        (P.VOID_LINE, {Role.ATTENDANT, Role.SUPERVISOR}),
        (P.AGE_CHECK, {Role.ATTENDANT, Role.SUPERVISOR}),
        (P.REPRINT, {Role.ATTENDANT, Role.SUPERVISOR}),
        (P.BRING_BACK, {Role.ATTENDANT, Role.SUPERVISOR}),
        (P.CHANGE_PRICE, {Role.SUPERVISOR}),
        (P.REFUND_LAST_SALE, {Role.SUPERVISOR}),
        (P.END_OF_DAY, {Role.SUPERVISOR}),
        (P.DEVICE_TESTS, {Role.TECHNICIAN}),
        (P.CALIBRATION, {Role.TECHNICIAN}),
        (P.CONFIGURE, {Role.ADMIN}),
        (P.USERS, {Role.ADMIN}),
        (P.KEY_IMPORT, {Role.ADMIN}),
        (P.SHELL, {Role.ADMIN}),
    ],
)
def test_an_act_belongs_to_exactly_its_roles(act: Permission, owners: set[Role]) -> None:
    assert {role for role in Role if act in ALLOWED[role]} == owners


def test_who_enrols_persons_takes_no_money_and_who_takes_money_enrols_nobody() -> None:
    money = {P.REFUND_LAST_SALE, P.VOID_PAYMENT, P.CHANGE_PRICE, P.DISCOUNT, P.END_OF_DAY}
    assert not ALLOWED[Role.ADMIN] & money
    assert P.USERS not in acts_of(frozenset(Role) - {Role.ADMIN})


def test_a_person_may_what_any_of_their_roles_may_and_no_more() -> None:
    for roles in itertools.chain.from_iterable(itertools.combinations(Role, n) for n in range(len(Role) + 1)):
        own = Person("X1", frozenset(roles))
        assert {act for act in Permission if own.may(act)} == acts_of(own.roles)


@pytest.mark.parametrize("act", sorted(DANGEROUS))
def test_a_dangerous_act_wants_a_code_whoever_asks(act: Permission) -> None:
    everybody = Person("X1", frozenset(Role))
    assert verdict(act, everybody, Rule()) is Verdict.NEEDS_TOTP
    assert verdict(act, everybody, Rule(), has_fresh_totp=True) is Verdict.ALLOWED


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (None, Verdict.NEEDS_SECOND),
        (BOSS, Verdict.SAME_PERSON),
        (Person("S1", frozenset({Role.SUPERVISOR, Role.ADMIN})), Verdict.SAME_PERSON),
        (COLLEAGUE, Verdict.SECOND_NOT_PERMITTED),
        (NOBODY, Verdict.SECOND_NOT_PERMITTED),
        (OTHER_BOSS, Verdict.ALLOWED),
    ],
)
def test_where_settings_ask_for_two_the_second_is_another_one_who_may(second: Person | None, expected: Verdict) -> None:
    assert verdict(P.CHANGE_PRICE, BOSS, Rule(frozenset({P.CHANGE_PRICE})), second=second) is expected
    assert verdict(P.CHANGE_PRICE, BOSS, Rule(), second=second) is Verdict.ALLOWED


def test_settings_that_ask_for_two_where_nobody_can_confirm_are_refused() -> None:
    with pytest.raises(ValueError, match="no second person can be asked for: reprint"):
        Rule(frozenset({P.REPRINT, P.USERS}))
    assert Rule(CAN_NEED_TWO).two_persons == CAN_NEED_TWO
