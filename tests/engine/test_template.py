"""Chat templates: what published ones do, and what hostile ones try."""

import multiprocessing
import textwrap

import pytest

from assistant.engine.template import ChatTemplate
from assistant.errors import ChatTemplateRefused
from assistant.records import Message

SYSTEM, USER = Message("system", "Be brief."), Message("user", "Hello.")
CHATML = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def rendered(source, *messages, **options):
    return ChatTemplate(source, name="model.gguf", **options).text(messages or (SYSTEM, USER))


def test_prompt_ends_with_the_beginning_of_the_answer():
    assert rendered(CHATML) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello.<|im_end|>\n<|im_start|>assistant\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
        "[{{ m.role }}]{{ m.content }}{% endfor %}",
        "{% for m in messages if m.role != 'system' %}[{{ m.role }}]{{ m.content }}{% endfor %}",
    ],
    ids=["refuses", "drops"],
)
def test_system_text_goes_in_front_of_the_first_question_when_the_template_has_no_place_for_it(source):
    assert rendered(source) == "[user]Be brief.\n\nHello."
    assert rendered(source, USER, SYSTEM, Message("assistant", "Hi.")) == "[user]Be brief.\n\nHello.[assistant]Hi."
    assert rendered(source, SYSTEM) == "[user]Be brief."


def test_what_published_templates_use_is_there():
    source = textwrap.dedent("""\
        {{ bos_token }}{{ strftime_now('%Y') }}
        {%- for m in messages %}
            {%- if m.role == 'system' %}{% continue %}{% endif %}
            {%- generation %}{{ m.content | trim }}{% endgeneration %}
        {%- endfor %}
        {%- if tools is not none or enable_thinking %}tools{% endif %}
        {{- {'a': 'é<'} | tojson }}{{ eos_token }}""")
    text = rendered(source, Message("user", " Hello. "), begin="<s>", end="</s>")
    assert text.startswith("<s>2")
    assert text.endswith('Hello.{"a": "é<"}</s>')


def test_model_without_a_template_gets_a_plain_format_and_stops_at_the_next_turn():
    template = ChatTemplate(None, name="model.gguf")
    assert template.text((SYSTEM, USER)) == "System: Be brief.\nUser: Hello.\nAssistant:"
    assert "\nUser:" in template.stops


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ raise_exception('only for experts') }}", "only for experts"),
        ("{% for %}", "Expected"),
        ("{{ 1 // 0 }}", "zero"),
        ("{{ messages[17]['content'] }}", "undefined|has no element"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ messages.append(1) }}", "unsafe"),
        ("{{ range(10 ** 9) | list }}", "Range too big"),
        ("{{ '%10000000d' % 1 }}", "far more"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "nested too deeply"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "nested|parentheses"),
        ("{% include 'secret' %}", "loader"),
    ],
)
def test_faulty_template_is_refused_with_its_reason(source, reason):
    template = ChatTemplate(source, name="model.gguf")
    for _ in range(2):
        with pytest.raises(ChatTemplateRefused, match=reason):
            template.text((USER,))


def _render_in_child(source):
    ChatTemplate(source, name="model.gguf", deadline_s=0.3).text((USER,))


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
        "{% endfor %}{% endfor %}{% endfor %}",
        "{{ 2 ** (10 ** 9) }}",
        "{{ 9 ** (9 ** messages | length * 9 ** 8) }}",
    ],
    ids=["loops", "constant", "power"],
)
def test_template_that_never_ends_ends_its_process(source):
    process = multiprocessing.get_context("spawn").Process(target=_render_in_child, args=(source,))
    process.start()
    process.join(60)
    assert process.exitcode == 1


def test_deadline_is_over_with_the_rendering(monkeypatch):
    template = ChatTemplate(CHATML, name="model.gguf", deadline_s=0.05)
    template.text((USER,))
    process = multiprocessing.get_context("spawn").Event()
    assert not process.wait(0.2)  # longer than the deadline: the process that renders lives on
