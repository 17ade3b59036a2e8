"""What is asked of the loop before there is one is done later, in order."""

from tests.house import House
from unkink.core.events import Done, PromptRequested
from unkink.loop import Loop
from unkink.mailbox import Mailbox


async def test_what_came_before_the_loop_is_done_in_order_and_the_rest_at_once() -> None:
    mailbox, house = Mailbox(), House()
    done: list[str] = []
    mailbox.ask(lambda loop: done.append("first"))
    mailbox.ask(lambda loop: done.append("second"))
    assert done == []
    mailbox.deliver_to(house.loop)
    assert done == ["first", "second"]
    mailbox.ask(lambda loop: done.append("third"))
    assert done == ["first", "second", "third"]


async def test_what_is_asked_while_the_post_is_handed_out_comes_behind_it() -> None:
    mailbox, house = Mailbox(), House()
    done: list[str] = []

    def answer(loop: Loop) -> None:
        mailbox.ask(lambda loop: done.append("the answer"))
        done.append("the question")

    mailbox.ask(answer)
    mailbox.ask(lambda loop: done.append("what waited already"))
    mailbox.deliver_to(house.loop)
    assert done == ["the question", "what waited already", "the answer"]


async def test_an_event_reported_early_reaches_the_rules() -> None:
    mailbox, house = Mailbox(), House()
    mailbox.report(PromptRequested("tall"))
    assert house.loop.snapshot().live is None
    mailbox.deliver_to(house.loop)
    live = house.loop.snapshot().live
    assert live is not None
    assert live.tip.id == "tall"
    mailbox.report(Done())
    assert house.loop.snapshot().live is None
    await house.loop.settle()
