"""The decision: a weight is doubted when what it may cost outweighs what asking costs."""

from __future__ import annotations

from kiosk.domain.bagging.costs import Costs
from kiosk.domain.bagging.explain import LIFTED, Faulty, Honest, faulty, honest
from kiosk.domain.bagging.fixed import ln_e3
from kiosk.domain.bagging.state import Bagging, Doubt, Level, Piece, Sample, Why
from kiosk.domain.money import rounded
from kiosk.domain.values import replace

_STILL_THERE_E3 = 1_000
MAX_PLACED = 200


def scanned(bag: Bagging, piece: Piece, costs: Costs) -> Bagging:
    """Take a scanned piece. A doubt resolves itself when this piece is what weighed too much.

    The weight that stood there before the first piece was the customer's own bag: it is taken as tare, silently.
    """
    if not bag.is_begun:
        bag = replace(bag, base_g=bag.last_g or 0, is_begun=True)
    bag = replace(bag, waiting=(*bag.waiting, piece)[-MAX_PLACED:])
    return bag if bag.doubt is None else (_resolved(bag, costs) or bag)


def weighed(bag: Bagging, weight_g: int, costs: Costs) -> Bagging:
    """Take a weight that stood still; `doubt` says what came of it. The first one that is seen is believed."""
    is_first = bag.last_g is None
    bag = replace(bag, last_g=weight_g)
    if not bag.is_begun or is_first:
        return replace(bag, base_g=weight_g - (bag.doubt.rest_g if bag.doubt else 0))
    if bag.doubt is None:
        return _judged(bag, 0, costs)
    stays = _judged(bag, bag.doubt.rest_g, costs)
    is_explained = stays.doubts == bag.doubts and weight_g > bag.base_g + bag.doubt.rest_g
    return stays if is_explained else _resolved(bag, costs) or stays


def _best(bag: Bagging, rest_g: int, costs: Costs) -> Honest:
    return max(honest(bag, rest_g, costs), key=lambda own: own.score_e3)


def _judged(bag: Bagging, doubted_g: int, costs: Costs) -> Bagging:
    """Judge the newest weight against what is accounted for and what is in doubt already."""
    rest_g = (bag.last_g or 0) - bag.base_g - doubted_g
    if rest_g < 0:
        return _lighter(bag, rest_g, doubted_g, costs)
    best = _best(bag, rest_g, costs)
    worst = max(faulty(bag, rest_g, costs), key=lambda own: own.score_e3, default=None)
    score_e3 = -1 if worst is None else worst.score_e3 - best.score_e3 - ln_e3(costs.nuisance_minor)
    if worst is None or score_e3 <= 0:
        return _placed(bag, best, doubted_g)
    if (after := _shown_up(bag, rest_g, doubted_g, costs)) is not None:
        return after
    return _doubted(bag, worst, rest_g, doubted_g, score_e3, costs)


def _shown_up(bag: Bagging, rest_g: int, doubted_g: int, costs: Costs) -> Bagging | None:
    """Return the bag with a piece in it that was not to be bagged, where that is what came in."""
    for piece in reversed(bag.elsewhere):
        own = replace(bag, elsewhere=_without(bag.elsewhere, piece), waiting=(*bag.waiting, piece))
        best = _plain(own, rest_g, costs)
        if best is not None and piece in best.pieces:
            return _placed(own, best, doubted_g)
    return None


def _doubted(bag: Bagging, worst: Faulty, rest_g: int, doubted_g: int, score_e3: int, costs: Costs) -> Bagging:
    """Put what was scanned into the bag, and the rest in doubt.

    Large, or not the first that the customer hears of: it is kept for payment.
    """
    stake_minor = worst.stake_minor + (0 if bag.doubt is None else bag.doubt.stake_minor)
    is_grave = stake_minor >= costs.large_minor or bag.told > 0
    level = Level.HOLD if is_grave and costs.can_hold else Level.WARN
    inside_g = _expected_g(worst.pieces)
    after = _put(bag, worst.pieces, inside_g)
    n = None if worst.piece is None else worst.piece.n
    still_g = doubted_g + rest_g - inside_g
    inside = worst.pieces if bag.doubt is None else ()
    doubt = Doubt(worst.why, n, still_g, worst.expected_g, stake_minor, score_e3, level, inside=inside)
    return replace(after, doubt=doubt, doubts=bag.doubts + 1)


def _expected_g(pieces: tuple[Piece, ...]) -> int:
    return rounded(sum(piece.expected.mean_mg for piece in pieces), 1000)


def _put(bag: Bagging, pieces: tuple[Piece, ...], weight_g: int) -> Bagging:
    """Account for `weight_g` by pieces that waited, and by what was lifted out before."""
    own = tuple(piece for piece in pieces if piece.n != LIFTED)
    is_back = len(own) < len(pieces)
    waiting = bag.waiting
    for piece in own:
        waiting = _without(waiting, piece)
    lifted_g = 0 if is_back else max(0, bag.lifted_g - (0 if own else weight_g))
    placed = (*bag.placed, *own)[-MAX_PLACED:]
    return replace(bag, base_g=bag.base_g + weight_g, waiting=waiting, placed=placed, lifted_g=lifted_g)


def _lighter(bag: Bagging, rest_g: int, doubted_g: int, costs: Costs) -> Bagging:
    """Less weight takes nothing from the shop: what is lifted out was scanned, and is paid."""
    if doubted_g > 0 and -rest_g <= doubted_g - costs.noise_g:
        return replace(bag, doubt=replace(bag.doubt, rest_g=doubted_g + rest_g)) if bag.doubt else bag
    base_g = (bag.last_g or 0) - doubted_g
    return replace(bag, base_g=base_g, lifted_g=bag.lifted_g + max(0, -rest_g - costs.noise_g))


def _placed(bag: Bagging, best: Honest, doubted_g: int) -> Bagging:
    weight_g = (bag.last_g or 0) - doubted_g - bag.base_g
    samples = bag.samples
    if best.is_plain and len(best.pieces) == 1 and best.pieces[0].n != LIFTED and weight_g > 0:
        samples = (*samples, Sample(best.pieces[0].sku, weight_g))
    return replace(_put(bag, best.pieces, weight_g), samples=samples, bags=bag.bags + best.is_bag)


def _resolved(bag: Bagging, costs: Costs) -> Bagging | None:
    """Return the bag without its doubt, when all that stands there fits what was scanned; None when it does not."""
    rest_g = (bag.last_g or 0) - bag.base_g
    is_out = bag.doubt is not None and bag.doubt.why is Why.STILL_THERE and rest_g <= bag.doubt.expected_g // 4
    if rest_g <= 2 * costs.noise_g or is_out:
        lifted_g = bag.lifted_g + max(0, -rest_g - 2 * costs.noise_g)
        return replace(_undoubted(bag), base_g=bag.last_g or 0, lifted_g=lifted_g)
    for own in (bag, _reopened(bag)):  # what was taken to be in the bag may be in the hand still
        best = _plain(own, (own.last_g or 0) - own.base_g, costs)
        if best is not None:
            return _undoubted(_placed(own, best, 0))
    return None


def _plain(bag: Bagging, rest_g: int, costs: Costs) -> Honest | None:
    """Return what was scanned and makes `rest_g` by itself; None where a fault explains it better."""
    best = max(honest(bag, rest_g, costs, is_plain_only=True), key=lambda own: own.score_e3, default=None)
    if best is None:
        return None
    score_e3 = max((own.score_e3 for own in faulty(bag, rest_g, costs)), default=best.score_e3)
    return None if score_e3 - best.score_e3 - ln_e3(costs.nuisance_minor) > 0 else best


def _reopened(bag: Bagging) -> Bagging:
    """Take what came in with the doubt for pieces that wait, as it was before; the doubt itself stays."""
    inside = () if bag.doubt is None else tuple(piece for piece in bag.doubt.inside if piece.n != LIFTED)
    placed = bag.placed
    for piece in inside:
        if piece not in placed:
            return bag
        placed = _without(placed, piece)
    base_g = bag.base_g - _expected_g(inside)
    return replace(bag, base_g=base_g, placed=placed, waiting=(*inside, *bag.waiting))


def _undoubted(bag: Bagging) -> Bagging:
    """All that stands there is accounted for again: nobody remembers what the customer was told."""
    return replace(bag, doubt=None, doubts=bag.doubts - 1, told=0)


def told(bag: Bagging) -> Bagging:
    """Tell the customer of a doubt that stood for its time; once."""
    if bag.doubt is None or bag.doubt.is_told:
        return bag
    return replace(bag, doubt=replace(bag.doubt, is_told=True), told=bag.told + 1)


def confirmed(bag: Bagging) -> Bagging:
    """Believe the customer, once, that what lies there is what was scanned.

    Of all that was weighed in this trip the piece in doubt alone is told to those who learn: as an outlier, which
    counts for nothing until several trips in a row say the same.
    """
    doubt = bag.doubt
    if doubt is None or doubt.level is Level.HOLD or doubt.why is Why.STILL_THERE:
        return bag
    put = tuple(piece for piece in bag.waiting if piece.n == doubt.n)[-1:]
    return replace(_put(bag, put, bag.rest_g), doubt=None, samples=_disputed(bag, put))


def _disputed(bag: Bagging, put: tuple[Piece, ...]) -> tuple[Sample, ...]:
    """Return the weight in doubt as one piece's, where no other can have been in it."""
    inside = () if bag.doubt is None else bag.doubt.inside
    both = (*inside, *put)
    weight_g = bag.rest_g + _expected_g(inside)
    if len(both) != 1 or both[0].n == LIFTED or weight_g <= 0:
        return ()
    return (Sample(both[0].sku, weight_g),)


def carried(bag: Bagging, n: int, costs: Costs) -> Bagging:
    """Expect a piece of line `n` elsewhere, for the customer does not bag it; without it the weight is judged anew.

    A doubt that staff settle, and goods that have to come out, stay as they are.
    """
    doubt = bag.doubt
    is_open = doubt is not None and doubt.level is Level.WARN and doubt.why is not Why.STILL_THERE
    before = _reopened(bag) if is_open else bag
    piece = next((own for own in reversed(before.waiting) if own.n == n), None)
    if piece is None:
        return bag
    after = replace(before, waiting=_without(before.waiting, piece), elsewhere=(*before.elsewhere, piece))
    if doubt is None or not is_open:
        return after
    anew = replace(after, doubt=None, doubts=bag.doubts - 1, told=bag.told - doubt.is_told)
    anew = replace(_judged(anew, 0, costs), told=bag.told)  # it is the same doubt, for what the customer knows
    if anew.doubt is None:
        return anew
    return replace(anew, doubt=replace(anew.doubt, level=doubt.level, is_told=doubt.is_told))


def unseen(bag: Bagging) -> Bagging:
    """Take note that the scale is away. What was told stands; the weight that is seen next is believed otherwise."""
    is_kept = bag.doubt is not None and bag.doubt.is_told
    return replace(bag, last_g=None, lifted_g=0, waiting=(), doubt=bag.doubt if is_kept else None)


def removed(bag: Bagging, n: int) -> Bagging:
    """Take one piece of line `n` off the list; if it is in the bag already it has to come out of it."""
    waits = next((piece for piece in reversed(bag.waiting) if piece.n == n), None)
    if waits is not None:
        return replace(bag, waiting=_without(bag.waiting, waits))
    carries = next((piece for piece in reversed(bag.elsewhere) if piece.n == n), None)
    if carries is not None:
        return replace(bag, elsewhere=_without(bag.elsewhere, carries))
    inside = next((piece for piece in reversed(bag.placed) if piece.n == n), None)
    if inside is None:
        return bag
    own_g = _expected_g((inside,))
    if bag.lifted_g >= own_g * 3 // 4:
        return replace(bag, placed=_without(bag.placed, inside), lifted_g=max(0, bag.lifted_g - own_g))
    doubt = bag.doubt or Doubt(Why.STILL_THERE, n, 0, own_g, 0, _STILL_THERE_E3)
    doubt = replace(doubt, rest_g=doubt.rest_g + own_g, stake_minor=doubt.stake_minor + inside.price_minor)
    is_new = bag.doubt is None
    return replace(
        bag, placed=_without(bag.placed, inside), base_g=bag.base_g - own_g, doubt=doubt, doubts=bag.doubts + is_new
    )


def _without(pieces: tuple[Piece, ...], gone: Piece) -> tuple[Piece, ...]:
    """Take out the newest that is equal."""
    place = len(pieces) - 1 - pieces[::-1].index(gone)
    return (*pieces[:place], *pieces[place + 1 :])


def own_bag(bag: Bagging, costs: Costs) -> Bagging:
    """Believe that what weighs too much is the customer's own bag; unchanged when it is too heavy or one too many."""
    is_believed = bag.rest_g <= costs.bag_max_g and bag.bags < costs.bags
    if bag.doubt is None or bag.doubt.why is not Why.UNSCANNED or not is_believed:
        return bag
    return replace(bag, base_g=bag.last_g or 0, doubt=None, bags=bag.bags + 1)


def accepted(bag: Bagging) -> Bagging:
    """Take everything as it stands: a person looked into the bag. What was scanned meanwhile may still come in."""
    n = None if bag.doubt is None else bag.doubt.n
    inside = tuple(piece for piece in bag.waiting if piece.n == n)[-1:]
    samples = (*bag.samples, *_disputed(bag, inside))
    return replace(_put(bag, inside, bag.rest_g), base_g=bag.last_g or 0, doubt=None, samples=samples)
