"""Given names that are common in Denmark and no words of Danish: a remark with one of them may be about a person.

A short list by hand, of names in use in all ages; it need not be whole, for a name in the middle of a sentence is seen
by its capital letter too. Names that are Danish words too (Bo, Hans, Liv, Svend, Tom) are left out.
"""

_NAMES = """
    abdi abdullah adam agnes ahmad ahmed aisha aksel albert alberte alexander alfred ali alma amal amina amir
    anders andreas anette anita anja ann anna anne annette annika anton arne arthur asger asta astrid aya ayaan
    ayse benjamin bent bente bilal birgit birgitte birthe bjarne britta camilla carina carl caroline cecilie
    charlotte christian christina christine claus connie daniel david dennis ditte dorte dorthe eddie edith
    elias elin elisabeth ella ellen elsa else emil emilie emma emmanuel erik erika ernst esben esther eva ewa
    fatima fatma finn flemming frank frederik frederikke freja frida gitte grethe gunnar gustav hamza hanna
    hanne hasan hassan heidi helena helene helle henning henrik hugo hussein ibrahim ida inge inger ingrid irene
    isabella ismail ivan jacob jakob jamal jane janne jens jeppe jesper jette jimmy johan johanne johannes john
    johnny jonas jonathan josefine julie jytte jørgen jørn karen karin karina karl karla kasper kenneth khadija
    kim kirsten kirstine kjeld klara klaus knud kristian kristine kristoffer kurt lars lasse laura laust layla
    leif lena lene leyla lilly linda lis lisa lisbeth lise lone lotte louise lucas lukas mads magnus maha
    mahmoud maiken maja malene malthe marcus maren maria mariam marianne marie markus martin martine maryam
    mathias mathilda mathilde mehmet merete mette mia michael mikkel mille mogens mohamad mohamed mohammad
    mohammed monika morten muhammad muhammed mustafa nadia nanna natasha nicklas nicolai niels nikolaj nina noah
    nora nour ole olga oliver omar omer oscar oskar osman patrick pernille peter philip pia poul preben rasmus
    rikke rita robert rune sabrina samira sara sarah signe sigrid silje simon sofia sofie sonja sophia stig
    stine susanne søren thea theodor therese thomas thor tina tine tobias tommy torben tove trine troels ulla
    ulrik valdemar vibeke victor victoria viggo viktor villads villy vivi walid william yasmin youssef yusuf
    zahra zainab zeinab zeynep
"""
GIVEN_NAMES = frozenset(_NAMES.split())
