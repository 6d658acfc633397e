"""The words that people use for what the grammar has another word for, a table for each language.

All languages are read on each machine, so a file means the same everywhere.
"""

from collections.abc import Mapping


def split_phrases(words: str) -> frozenset[str]:
    """Return the phrases of a text, which has commas between them."""
    return frozenset(" ".join(phrase.split()) for phrase in words.split(","))


def index_phrases(tables: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return what each phrase of some tables means."""
    return {
        phrase: meaning
        for table in tables.values()
        for meaning, phrases in table.items()
        for phrase in split_phrases(phrases)
    }


_COUNT_WORD_LIST = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
COUNT_WORDS = {word: count for count, word in enumerate(_COUNT_WORD_LIST.split(), start=1)}
"""Numbers of hours, days and money in words."""
KIND_SYNONYMS = {
    "en": {
        "donation": """
        donations, tithe, tithes, tithing, offering, offerings, collection, collections, gift,
        gifts, appeal, fundraiser, collecting box, donation box
        """,
        "dues": """
        due, membership fee, membership fees, membership dues, membership due, membership,
        member fee, sub, subs
        """,
        "merch": """
        merchandise, t-shirt, t-shirts, tshirt, tshirts, tee, tee shirt, shirt, shirts, hoodie,
        hoodies, mug, mugs, badge, badges, sticker, stickers, poster, posters, cap, tote, tote
        bag, bag, pin, pins, scarf
        """,
        "event": """
        events, ticket, tickets, course, courses, seminar, seminars, workshop, workshops, retreat,
        entry, entrance, entrance fee, entry fee, admission, conference, camp fee, event fee,
        course fee, seminar fee, event ticket
        """,
        "literature": """
        book, books, newspaper, newspapers, paper, papers, magazine, magazines, pamphlet,
        pamphlets, leaflet, leaflets, booklet, booklets, brochure, zine, zines
        """,
    },
    "de": {
        "donation": """
        spende, spenden, kollekte, soli, spendendose, sammlung
        """,
        "dues": """
        beitrag, beiträge, mitgliedsbeitrag, mitgliedsbeiträge
        """,
        "merch": """
        becher, tasse, aufkleber, shirt
        """,
        "event": """
        eintritt, karte, eintrittskarte, kurs, seminarbeitrag
        """,
        "literature": """
        buch, bücher, zeitung, zeitungen, heft, hefte, broschüre
        """,
    },
}
"""What people call the things that money is asked for, by kind."""
UNSURE_KINDS = {
    "fee": ("event", "dues"),
    "fees": ("event", "dues"),
    "subscription": ("dues", "literature"),
    "pledge": ("donation", "dues"),
    "pledges": ("donation", "dues"),
    "contribution": ("donation", "dues"),
    "contributions": ("donation", "dues"),
}
"""Words that may be one of two kinds."""
AROUND_WORDS = split_phrases(
    """
        accommodation, bahn, beer, beers, bier, breakfast, bus, cab, coffee, dinner, drink,
        drinks, essen, fahrkarte, fare, flight, food, fuel, gas, getränke, hostel, hotel, lunch,
        parking, petrol, snacks, taxi, train, trains, tram, transport, travel, uber, zug
        """
)
"""What costs something around the group. Whether it got the money has to be asked."""
TYPE_SYNONYMS = {
    "en": {
        "paid": """
        pay, pays, payed, paying, payment, gave, give, given, giving, donated, donate, spent, spend,
        bought, buy, purchased, put in, chucked in, threw in, handed over, transferred
        """,
        "ask": """
        asked, asks, was asked, were asked, got asked, they asked, they ask, asked me, they asked
        me, they wanted, they want, want, wanted, i was asked, we were asked, they asked us, she
        asked, he asked, she asked me, he asked me, they want me to pay, they wanted me to pay
        """,
        "seen": """
        saw, i saw, i have seen
        """,
        "heard": """
        i heard, i heard of, heard of, was told, i was told, they told me
        """,
        "income": """
        salary, wages, earned, earnings, my salary, my wages, got my salary, payday
        """,
        "returned": """
        refund, refunded, came back, got back
        """,
        "received": """
        got given, was given, from the group
        """,
        "withdrew": """
        no after all, took back, took it back, withdraw
        """,
        "cost": """
        cost me, costs me
        """,
        "limit": """
        my limit, my line
        """,
        "goal": """
        their goal, their target, target, fundraising goal
        """,
        "need": """
        to live on, living costs, living cost
        """,
        "meeting": """
        meetings, mtg, meetup, met them, went to the meeting, was at the meeting, at the meeting,
        went to a meeting, gathering, group meeting
        """,
        "event": """
        at the event, went to the event, was at the event
        """,
        "one-to-one": """
        one to one, 1:1, 1-1, one on one, 1 to 1, one-on-one
        """,
        "message": """
        messages, texted, a text, text, email, mail, she texted, he texted, they texted
        """,
        "call": """
        phone call, phoned, called, phonecall, she called, he called, they called
        """,
        "stall": """
        stand, was at the stall, at the stall
        """,
        "wrote": """
        i wrote, note
        """,
    },
    "de": {
        "paid": """
        bezahlt, gezahlt, gespendet, gekauft, gegeben, ausgegeben
        """,
        "ask": """
        gefragt, wollten
        """,
        "income": """
        lohn, gehalt, einkommen, verdient
        """,
        "meeting": """
        treffen
        """,
        "event": """
        veranstaltung
        """,
        "message": """
        nachricht
        """,
        "call": """
        anruf, telefonat
        """,
    },
}
"""What people begin a line with, by its type."""
KEPT_TYPE_WORDS = frozenset({"salary", "wages", "payday"})
"""Words of these that are kept as the label."""
OTHER_PEOPLE = (
    r"(?:she|he|they all|everyone|everybody|someone|somebody|a member|members|the others|others"
    r"|a friend|one of them)"
)
ANSWER_SYNONYMS = {
    "en": {
        "no": """
        i said no, said no, say no, says no, told them no, refused, i refused, declined, nope,
        nah, no thanks, no thank you, no thx, no ta, still no, again no, no again, passed it on, i
        passed it on, passed it along, and passed it on, and i passed it on, said no again, no to
        both
        """,
        "later": """
        maybe, maybe later, said maybe later, said maybe, perhaps, think about it, think it
        over, i'll have to think it over, i have to think it over, have to think about it,
        said i'd think about it, i'd think about it, said i would think about it, i'll think
        about it, will think about it, not sure, not yet, said later, not sure yet, said not
        yet
        """,
        "yes": """
        said yes, i said yes, agreed, i agreed, yeah, yep, yup, said ok, said okay
        """,
        "silent": """
        no answer, no reply, didnt answer, didnt reply, didnt respond, didn't answer, did not
        answer, didn't reply, did not reply, said nothing, i said nothing, didn't say anything,
        did not say anything, didn't respond, ignored it, stayed silent, kept quiet, haven't
        answered, haven't replied, not answered
        """,
        "no no": """
        no twice, said no twice
        """,
        "no no no": """
        no three times, no 3 times, said no three times
        """,
    },
    "de": {
        "no": """
        nein, abgelehnt, nö, nee, geht nicht
        """,
        "later": """
        vielleicht, später, überlegs mir, überlege es mir
        """,
        "yes": """
        ja, zugesagt
        """,
        "silent": """
        nicht geantwortet, keine antwort
        """,
    },
}
"""What people say of their answer, by the answer."""
PLEDGE_WORDS = (
    r"(?:said yes to|yes to|i pledged|pledged|pledge|promised|i promised|agreed to|agreed on"
    r"|said i'd give|zugesagt)"
)
"""What is before an amount that was promised."""
GIFT_WORDS = (
    r"(?:i |then |but |and )*(?:gave in|gave|paid|put in|i put in|chucked in|threw in|handed over"
    r"|bought it anyway|bought it|bought one)"
)
"""What is before an amount that was given, or after an answer."""
MEANS_SYNONYMS = {
    "en": {
        "by cash": "in cash, cash, bar, in bar",
        "by transfer": "by bank transfer, bank transfer, via transfer, per überweisung",
        "by card": "with card, with my card, per card, on card",
        "by debit": "by direct debit, per lastschrift",
        "documented": "with receipt, have the receipt, receipt",
        "remembered": "from memory",
    }
}
"""How something was paid or is known."""
MONEY_WORDS = split_phrases(
    """
        answered, ask, asked, bought, debit, dollars, donate, donated, euro, euros, gave, give,
        iban, income, mandate, owe, owed, paid, pay, pledge, pledged, pounds, received, returned,
        sepa, spent, wage, withdrew
        """
)
"""Words that make a line an unfinished entry rather than a thought."""
DOUBT_WORDS = split_phrases(
    """
        almost, asked, asking, cannot, could, if, instead, might, nearly, never, next, no, nobody,
        none, not, nothing, refused, should, soon, tomorrow, unpaid, wanted, wants, will, without,
        would, can't, couldn't, didn't, doesn't, don't, hasn't, haven't, isn't, wasn't, won't,
        wouldn't, cant, couldnt, didnt, doesnt, dont, hasnt, havent, isnt, wasnt, wont, wouldnt
        """
)
"""Words of a label by which a payment may not have been one."""
