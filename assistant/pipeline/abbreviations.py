"""Abbreviations that a full stop belongs to, so that it does not end the sentence. Our own lists."""

# ruff: noqa: RUF001, SIM905
# The letters are meant: Russian abbreviations, not look-alikes of English ones. A word list reads best as words.

# What stands before a name or the rest of a sentence: its stop never ends one. Written without the last stop.
NEVER_END = frozenset(
    """
mr mrs ms dr drs prof st messrs rev hon gen lt sgt capt cmdr adm maj gov sen rep amb supt insp mme mlle mgr dipl hrsg
bzw bspw ggf vgl sog inkl exkl evtl ggfs insb insbes allg ca approx resp incl excl esp viz cf ee eg e.g i.e vs ibid op
núm pág págs abb bd bde kap anm aufl z.b z.t d.h u.a o.ä o.g s.o s.u v.a i.d.r u.u z.zt m.e sra srta sres dña uds vd
excmo ilmo avda pza dott dott.ssa avv spett ecc.mo dhr mevr mw blz bijv o.a d.w.z m.b.t np tzn tj św wg např tzv mudr
judr č т.е т.к г ул им стр рис см напр проф акад bl.a f.eks t.ex dvs kl jf
""".split()
)

# What a number follows: the stop belongs to it only then, for several are words as well ("no", "art", "fig").
BEFORE_NUMBER = frozenset(
    """
no nos nr nrn num n p pp pg pag s ss f ff fig figs abs art arts bl ch chap sec sect par para app tab ed vol vols fol
nº str ст т п гл jan feb mar mär mrz apr jun jul aug sep sept oct okt nov dec dez ene abr ago dic janv févr avr juil
""".split()
)

# What may close a sentence as well: it does when the next word is one that often begins a sentence.
MAY_END = frozenset(
    """
etc usw usf uvm al inc ltd co bros dept univ assn est gmbh ag kg bldg ave blvd rd hwy mt ft jr sr
std min stk max mio mrd tsd mill ecc atd apod д др пр
""".split()
)

# Words that take an ordinal behind them in German: "am 3. Mai", "der 2. Weltkrieg", "im 19. Jahrhundert".
GERMAN_BEFORE_ORDINAL = frozenset(
    """
am ab bis beim dem den der des die dieser diesem im seit seinem ihrem seiner ihrer vom zum zur jeder jedem jeden
""".split()
)

GERMAN_AFTER_ORDINAL = frozenset(
    """
januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts
jh jahrtausend jahrtausends weltkrieg weltkriegs auflage
""".split()
)

# Small words inside names, which follow an initial without beginning a sentence: "W. E. B. Du Bois".
NAME_PARTICLES = frozenset("al da das de del della den der di do dos du el la las le los st ten ter van von".split())
