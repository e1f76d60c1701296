"""The events of one type in the order told: which of them a further telling may be of, by look-up."""

from __future__ import annotations

from licet.casefile.events import Event


class ToldOf:
    """The events of one type told of so far, by whom they befall and in which block they are told: not all are compared with all."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._number: dict[int, int] = {}
        self._of_target: dict[str, list[int]] = {}
        self._of_nobody: list[int] = []
        self._of_block: dict[int, list[int]] = {}

    def add(self, event: Event, block: int) -> None:
        """Keep an event of its own."""
        number = self._number[id(event)] = len(self._events)
        self._events.append(event)
        self._of_block.setdefault(block, []).append(number)
        if event.target:
            self.befalls(event, event.target)
        else:
            self._of_nobody.append(number)

    def befalls(self, event: Event, targets: list[str]) -> None:
        """Keep whom an event befalls."""
        for target in targets:
            self._of_target.setdefault(target, []).append(self._number[id(event)])

    def alike(self, new: Event, block: int, *, by_target: bool, by_place: bool) -> list[Event]:
        """Those that a new telling may be of, in order: with `by_target` of the same parties or of none, with `by_place` those of the block too."""
        if not by_target and not (by_place and new.target):
            return list(self._events)
        numbers = {*self._of_nobody, *(self._of_block.get(block, ()) if by_place else ())}
        numbers.update(number for target in new.target for number in self._of_target.get(target, ()))
        return [self._events[number] for number in sorted(numbers)]
