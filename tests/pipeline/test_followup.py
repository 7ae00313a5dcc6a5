"""Follow-up questions get the words they lean on; a question that stands alone is left as it is."""

# ruff: noqa: RUF001
# The question marks of Chinese and Japanese are meant.

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline.followup import standing_alone
from tests.pipeline.questions import QUESTIONS

BEFORE = ("Who administers the pension fund?", "Wie hoch ist die Miete?")

STANDING = """
Who signed the lease?
How many days of leave do employees get?
Does the boiler need servicing before it is sold?
When did Ms Prado sell her house?
Do employees get their bonus in March?
Can tenants paint their walls?
does barnaby like his food?
Does Alder Trust publish its accounts?
Which university has its origins in a school of medicine?
Is it allowed to smoke in the building?
Is it true that the pension fund is administered by Alder Trust?
How long does it take to renew a passport?
How much does it cost to park at the station?
Was it the landlord who paid for the roof?
Where does it say that dogs are forbidden?
Who leads the IT department?
Is there a pool?
How many rooms are there in the villa?
Which invoices that were paid late carry a fee?
How much leave is left this year?
Which one of the contracts expires first?
What does "it is what it is" mean?
pension fund
boiler inspection 2023
And which supplier delivers from Ghent?
What is inflation and how is it measured?
If the tenant leaves early, does he lose the deposit?
How do I descale the kettle without breaking it?
The boiler is old. Who repairs it?
Before he died, what did the father of Mr Okafor ask him to do?
What did Okafor offer the people he met?
In what year was the roof repaired?
What happens to the deposit when it is not paid back?
List all invoices of May
Can children bring their own lunch with them?
Wie viele Urlaubstage bekommen Mitarbeiter?
Ist es erlaubt, im Gebäude zu rauchen?
Wie lange dauert es, einen Pass zu verlängern?
Wie viele Zimmer gibt es im Haus?
Können Sie mir sagen, wer den Vertrag unterschrieben hat?
Wann muss der Mieter seine Kaution zahlen?
Darf Herr Müller seinen Hund mitbringen?
Wo muss sich der Mieter melden, wenn er auszieht?
Wer hat das neue Haus gekauft?
Wie heißt das Unternehmen, das den Fonds verwaltet?
Wie hoch darf die Miete sein?
Und zahlt der Mieter die Heizung?
Wie viel Urlaub bleibt dieses Jahr?
Was ist dafür nötig, dass der Vertrag endet?
Wie hieß das in den 1970ern aufgeführte Stück?
Was ist mit Normalkräften verbunden?
Heizung Wartung 2023
保修什么时候结束呢？
""".strip().splitlines()

FOLLOWING = """
Who administers the pension fund? | Where is it based? | pension fund
Who administers the pension fund? | Why? | administers the pension fund
Who administers the pension fund? | And in 2023? | pension fund
Who administers the pension fund? | And since when exactly? | pension fund
Who administers the pension fund? | What about the dental plan? | administers
How many leave days do employees in Berlin get? | And in Munich? | leave days
How many leave days do employees in Berlin get? | What about Munich? | leave days
How many leave days do employees in Berlin get? | In Munich? | leave days
Who made the boiler? | When was it last inspected? | boiler
Who made the boiler? | Who inspected it? | boiler
Who made the boiler? | Did Mr. Okafor inspect it? | boiler
Who made the boiler? | Did the landlord agree to it? | boiler
Who made the boiler? | How old is it? | boiler
Who made the boiler? | How much does it cost? | boiler
Who made the boiler? | How long? | boiler
Who is Ms Prado? | What is her job? | Prado
Who is Ms Prado? | What happened to her car? | Prado
Who is Ms Prado? | Where does she live? | Prado
Who are the tenants? | When do they move out? | tenants
Who are the tenants? | Which of them have paid? | tenants
What does the lease say about dogs? | Does that apply to cats? | dogs
What does the lease say about dogs? | Is this allowed in Berlin? | dogs
What does the lease say about dogs? | Who decided that? | dogs
Where is the museum? | How many people work there? | museum
Where is the museum? | When does it open? | museum
Which contracts expire in May? | Which one is the cheapest? | contracts expire in May
Which contracts expire in May? | Who signed those? | contracts
Which contracts expire in May? | Which of these are paid? | contracts
Which contracts expire in May? | Who signed? | contracts
Which contracts expire in May? | and the lease? | expire
Which contracts expire in May? | And for tenants with a dog? | contracts
Wer verwaltet den Pensionsfonds? | Wo sitzt er? | Pensionsfonds
Wer verwaltet den Pensionsfonds? | Und seit wann? | Pensionsfonds
Wer verwaltet den Pensionsfonds? | Und 2023? | Pensionsfonds
Wie hoch ist die Kaution? | Wann muss sie gezahlt werden? | Kaution
Wie hoch ist die Kaution? | Was ist mit der Heizung? | hoch
Wie hoch ist die Kaution? | Wer hat das festgelegt? | Kaution
Wie hoch ist die Kaution? | Gilt das auch für Kinder? | Kaution
Wie hoch ist die Kaution? | Wer haftet dafür? | Kaution
Wie hoch ist die Kaution? | Und bei Studenten? | Kaution
Wer ist Frau Prado? | Wie lautet ihre Adresse? | Prado
Wo ist das Museum? | Wie viele Leute arbeiten dort? | Museum
Qui a signé le contrat ? | Pourquoi ? | signé le contrat
Qui a signé le contrat ? | Et en 2023 ? | contrat
¿Quién firmó el contrato? | ¿Y en 2023? | contrato
Кто подписал договор? | Почему? | договор
谁签了合同？ | 为什么？ | 合同
谁签了合同？ | 那2023年呢？ | 合同
誰が契約に署名しましたか？ | 2023年は？ | 契約
""".strip().splitlines()


@pytest.mark.parametrize("question", STANDING)
def test_question_that_stands_alone_is_not_touched(question):
    assert [standing_alone(question, [before]) for before in BEFORE] == [question, question]


@pytest.mark.parametrize("line", FOLLOWING)
def test_follow_up_gets_the_topic(line):
    before, question, topic = (part.strip() for part in line.split("|"))
    understood = standing_alone(question, [before])
    assert understood != question
    assert topic in understood


def test_without_an_earlier_question_nothing_is_added():
    assert standing_alone("Why?", []) == "Why?"


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("How much leave do people in Berlin get?", "And in Munich?", "How much leave do people in Munich get?"),
        ("What was the revenue in 2022?", "And in 2023?", "What was the revenue in 2023?"),
        ("What was the revenue of 2022?", "And 2023?", "What was the revenue of 2023?"),
        ("Who runs the office in New York City?", "And in Lisbon?", "Who runs the office in Lisbon?"),
        ("Who got leave in Berlin?", "And in 2023?", "in 2023, got leave in Berlin?"),
        ("Who served between 2010 and 2012?", "And in 2015?", "in 2015, served between 2010 and 2012?"),
        ("Wie hoch ist die Miete in Köln?", "Und in Bonn?", "Wie hoch ist die Miete in Bonn?"),
    ],
)
def test_a_part_takes_the_place_of_one_of_its_kind(before, question, understood):
    assert standing_alone(question, [before]) == understood


def test_a_chain_of_follow_ups_keeps_the_topic_and_its_last_turn():
    fund = "Who administers the pension fund?"
    assert standing_alone("Who is its director?", [fund, "Where is it based?"]) == (
        "Who is its director, administers the pension fund, based?"
    )
    assert standing_alone("Why?", [fund, "Where is it based?", "Who is its director?"]) == (
        "Why, administers the pension fund, director?"
    )
    leave = "How many leave days do employees in Berlin get?"
    assert standing_alone("And in Hamburg?", [leave, "And in Munich?"]) == (
        "How many leave days do employees in Hamburg get?"
    )


def test_the_topic_is_that_of_the_newest_question_that_stands_alone():
    asked = ["Who administers the pension fund?", "Why?", "Where is the museum?"]
    assert standing_alone("When does it open?", asked) == "When does it open, museum?"


def test_a_long_question_is_no_follow_up_and_adds_only_its_beginning():
    long = "The boiler in the cellar. " * 200
    assert standing_alone(long, ["Who?"]) == long
    assert len(standing_alone("Why?", [long])) < 600


def test_of_questions_in_many_languages_only_those_that_lean_are_touched():
    touched = [
        question
        for asked in QUESTIONS.values()
        for question in asked
        if standing_alone(question, ["Who administers the pension fund?"]) != question
    ]
    assert "Où est-il ?" in touched
    assert [question for question in touched if len(question.split()) > 3] == [
        "How many people live there?",
        "Wie viele Leute wohnen dort?",
    ]


@given(st.lists(st.text(max_size=40) | st.sampled_from([*STANDING, *FOLLOWING]), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_understood_somehow(asked):
    *earlier, question = asked
    understood = standing_alone(question, earlier)
    assert understood == question or (earlier and understood.strip())
