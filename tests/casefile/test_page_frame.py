"""What stands around the story of a web page: byline, reading time, standards, links to other stories, rights."""

from licet.casefile.output import document_dict
from licet.casefile.reading import read_text

PAGE = """Ministry extends Corvane's reprieve by 30 days - sources
Ida Brandt, Otto Lund
4 MIN READ

OSLO/WASHINGTON (Reuters) - The U.S. Commerce Department on Tuesday added Corvane Telecom Ltd to the Entity List, two people said.

FILE PHOTO: A logo of Corvane Telecom Ltd at a fair in Berlin, Germany. REUTERS/Nils Holm

The company said it would study the order.

Reporting by Ida Brandt and Otto Lund; Editing by Mary Post

Our Standards: The Principles of Trust.
More From Reuters
U.S. bans exports to Pellan Chips Ltd
© 2020 Reuters. All rights reserved.
"""


def test_what_stands_around_the_story_is_no_story():
    document = document_dict(read_text(PAGE, name="page.txt"))
    frame = document["metadata"]
    assert frame["publisher"]["value"] == "Reuters"
    assert frame["dateline"]["text"] == "OSLO/WASHINGTON"
    assert frame["title"]["text"].startswith("Ministry extends")
    assert {s["text"].split()[0] for s in frame["boilerplate"]} >= {"Ida", "Reporting", "Our", "More", "U.S.", "©"}
    assert [s["text"][:10] for s in frame["captions"]] == ["FILE PHOTO"]
    assert "MIN READ" not in {e["canonical"] for e in document["entities"]}
    assert [e["type"] for e in document["events"] if "found_by" not in e] == ["entity_list_addition"]


def test_the_notice_of_copyright_names_the_publisher_alone():
    text = "A headline of four words\n\nThe Commerce Department added Corvane Telecom Ltd to the Entity List, it said.\n\nCopyright 2021, Harbor Herald. All rights reserved.\n"
    assert document_dict(read_text(text, name="a.txt"))["metadata"]["publisher"]["value"] == "Harbor Herald"


def test_a_story_about_an_agency_is_no_paper_of_the_agency():
    """A headline may read as a release's; what "said on Monday" follows is told by somebody else, and confirms nothing."""
    story = "Commerce extends Corvane reprieve\n\nAugust 19, 2019\n\nThe Commerce Department said on Monday it would extend a license for Corvane Telecom Ltd.\n"
    release = "Commerce extends Corvane license\n\nAugust 19, 2019\n\nThe Commerce Department today extended a license for Corvane Telecom Ltd.\n"
    assert [read_text(text, name="a.txt").official for text in (story, release)] == [False, True]
