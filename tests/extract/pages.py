"""Pages that the tests share, written for them."""

ARTICLE = (
    "Sleep is the time in which the body repairs itself, and most adults need between seven and "
    "nine hours of it in every night of the week.",
    "People who sleep badly for a few nights feel tired, but people who sleep badly for years have "
    "a higher risk of diabetes, of high blood pressure and of depression.",
    "A dark, cool and quiet room helps, and so does a regular hour of going to bed. Coffee in the "
    "afternoon and a bright screen in the evening make it harder to fall asleep.",
    "See a doctor when you snore loudly, when you wake up without breath, or when you are so tired "
    "by day that driving a car becomes dangerous.",
)


def html(body: str, head: str = "<title>Sleeping well</title>") -> str:
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def article(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs or ARTICLE)


FULL = html(
    '<nav><a href="/">Home</a> <a href="/sleep">Sleep</a></nav>'
    "<article><h1>Sleeping well</h1>"
    + article(*ARTICLE[:2])
    + "<h2>What helps</h2>"
    + article(ARTICLE[2])
    + "<ul><li>A dark and quiet bedroom without any screens in it</li>"
    "<li>The same hour of going to bed on every day</li></ul>"
    "<blockquote>Nobody ever regretted a good night of sleep, said our doctor.</blockquote>"
    "<table><tr><th>Age group</th><th>Hours of sleep</th></tr>"
    "<tr><td>Adults</td><td>Seven to nine hours</td></tr></table>"
    + article(ARTICLE[3])
    + '<p style="display:none">buy cheap pillows, cheap pillows, best cheap pillows online</p>'
    '<img src="bed.jpg" alt="a bed in a dark room">'
    '<p>Read more on <a rel="nofollow sponsored" href="/more">our page on naps</a>.</p></article>'
    '<div class="pagination"><a href="?p=1">Previous</a> <a href="?p=2">Next</a></div>'
    '<div id="comments"><ol class="comment-list"><li class="comment"><p>Very nice post!</p></li>'
    "<li class=comment><p>I sleep badly too.</p></li></ol>"
    '<div id="respond"><form class="comment-form">Leave a reply<label>Name</label></form>'
    "</div></div>"
    "<footer>Copyright by the sleepers</footer><script>var hidden = 'scripted text';</script>"
)
