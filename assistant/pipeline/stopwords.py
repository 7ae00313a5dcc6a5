"""Function words of the languages written in Latin letters: articles, pronouns, prepositions, question words.

They are left out of the word index and tell `language` what a text is written in.
The lists are our own. A word stands here only when it says nothing about what a text is about. Forms are case
folded; elided and contracted parts ("l" of "l'eau", "ll" of "we'll") are words of their own, as `words` splits them.
"""

# ruff: noqa: RUF001
# The letters are meant: these are words of other languages, not look-alikes of English ones.

from collections.abc import Mapping
from types import MappingProxyType

from assistant.pipeline.stopwords_scripts import OTHER_SCRIPTS

_EN = """
a about above across after again against all almost along already also although always am among an and any anybody
anyone anything are aren around as at away be became because become becomes been before behind being below besides
between beyond both but by can cannot could couldn d did didn do does doesn doing don done down during each either
else enough etc even ever every everybody everyone everything few for from further had hadn has hasn have haven
having he hence her here hers herself him himself his how however i if in indeed instead into is isn it its itself
just least less let ll m many may maybe me might more moreover most much must mustn my myself neither never no nobody
none nor not nothing now of off often on once one ones only onto or other others otherwise ought our ours ourselves
out over own per perhaps quite rather re really s same shall shan she should shouldn since so some somebody someone
something sometimes somewhat soon still such t than that the their theirs them themselves then there thereby
therefore these they this those though through throughout thus to together too toward towards under unless until unto
up upon us used ve very via was wasn we were weren what whatever when whenever where whereas wherever whether which
whichever while who whoever whole whom whose why will with within without won would wouldn yet you your yours
yourself yourselves eg ie
"""

_DE = """
ab aber alle allem allen aller allerdings alles als also am an andere anderem anderen anderer anderes anders auch
auf aus außer außerdem bei beide beiden beim bereits besonders bevor bin bis bist bloß da dabei dadurch dafür dagegen
daher dahin damals damit danach daneben dann daran darauf daraus darf darin darum darunter darüber das dass daß davon
davor dazu dein deine deinem deinen deiner deines dem demnach den denen denn dennoch der deren derer des deshalb
dessen desto dich die dies diese dieselbe dieselben diesem diesen dieser dieses dir doch dort dorthin du durch durfte
dürfen ebenfalls ebenso ehe eher ein eine einem einen einer eines einige einigem einigen einiger einiges einmal er
erst es etwa etwas euch euer eure eurem euren eurer falls fast für ganz gar gegen gemäß gern gewesen geworden hab
habe haben hat hatte hatten hattest hier hierbei hin hinter hätte hätten ich ihm ihn ihnen ihr ihre ihrem ihren ihrer
ihres im immer in indem infolge innerhalb ins inwiefern irgend ist ja je jede jedem jeden jeder jedes jedoch jemals
jemand jene jenem jenen jener jenes jetzt kann kannst kaum kein keine keinem keinen keiner keines konnte konnten
können könnte könnten lassen mag man manche manchem manchen mancher manches mehr mein meine meinem meinen meiner
meines meist meisten mich mir mit mittels mochte muss musste mussten muß müssen müsste möchte möchten mögen nach
nachdem neben nein nicht nichts nie niemals niemand noch nun nur ob oben obwohl oder oft ohne per pro schon sehr seid
sein seine seinem seinen seiner seines seit seitdem selber selbst sich sie sind so sobald sodass sofern sogar solange
solch solche solchem solchen solcher solches soll sollen sollte sollten somit sondern sonst soviel sowie sowohl statt
stets trotz trotzdem um und uns unser unsere unserem unseren unserer unseres unter usw vielleicht vom von vor vorher
wann war waren warst warum was weder weg wegen weil weitere weiteren weiterer weiteres welche welchem welchen welcher
welches wem wen wenn wer werde werden weshalb wessen weswegen wie wieder wieso wieviel will wir wird wirst wo wobei
wodurch wofür wogegen woher wohin wohl wollen wollte wollten womit wonach woran worauf woraus worden worin worum
worunter worüber wovon wozu während wurde wurden würde würden zb zu zudem zum zumindest zur zusammen zwar zwischen
über übrigens viel viele vielen vieler vieles wenig wenige weniger wenigen
"""

_FR = """
a ai ainsi alors après as assez au aucun aucune auprès auquel aura aurait auront aussi autant autre autres aux
auxquelles auxquels avaient avais avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela celle
celles celui cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez ci combien
comme comment contre d dans de dehors depuis derrière des dès desquelles desquels dessous dessus devant doit doivent
donc dont du duquel durant elle elles en encore enfin entre envers es est et étaient étais était étant été êtes être
eu eurent eux fait faire fois font furent fut hors ici il ils j je jusque jusqu juste l la là laquelle le lequel les
lesquelles lesquels leur leurs lors lorsque lorsqu lui m ma mais malgré me même mêmes mes mien mienne moi moins mon n
ne ni non nos notre nous ont on or ou où par parce parfois parmi pas pendant peu peut peuvent plus plusieurs plutôt
pour pourquoi pourtant près presque puis puisque puisqu qu quand quant que quel quelle quelles quelque quelques quels
qui quoi quoique rien s sa sans sauf se selon sera seraient serait seront ses seulement si sien sienne sinon soi soit
sommes son sont sous souvent suis sur t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute
toutes très trop tu un une vers via voici voilà vos votre vous vu y étions
"""

_ES = """
a acerca además ahora al algo alguien algún alguna algunas alguno algunos allá allí ambas ambos ante antes aquel
aquella aquellas aquello aquellos aquí así aun aún aunque bajo bastante bien cada casi como cómo con conmigo contra
contigo cual cuál cuales cuáles cualquier cualquiera cuando cuándo cuanta cuánta cuantas cuántas cuanto cuánto
cuantos cuántos cuya cuyas cuyo cuyos da de debe deben debido del demás demasiado dentro desde después donde dónde
durante e el él ella ellas ello ellos en encima entonces entre era erais éramos eran eras eres es esa esas ese eso
esos está estaba estaban estado estamos están estar estará estas éstas este éste esto estos éstos estoy estuvo
estuvieron etc fue fueron fui fuera fueran fuese ha había habían haber habrá habría hace hacer hacia hacían hacía han
has hasta hay haya hayan he hemos hubo incluso junto la las le les lo los luego más me mediante menos mi mí mía mías
mientras mío míos mis misma mismas mismo mismos mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no
nos nosotras nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro otros para pero poco podía podían
podría porque por pudo puede pueden pues que qué quien quién quienes quiénes quizá se sea sean según ser será serán
sería si sí sido siempre siendo sin sino sobre sois solamente solo sólo somos son soy su sus suya suyas suyo suyos
tal tales también tampoco tan tanto te tenía tenían tener tiene tienen toda todas todavía todo todos tras tu tú tus
tuvo tuya tuyo un una unas uno unos usted ustedes varias varios vosotros vuestra vuestro y ya yo
"""

_IT = """
a abbia abbiamo abbiano abbiate ad agli ai al alcun alcuna alcune alcuni alcuno all alla alle allo allora altra
altre altri altro anche ancora anzi appena avere aveva avevano avete avesse avrà avrebbe c che chi chiunque ci
ciascun ciascuna ciascuno ciò cioè circa coi col come con contro così cui d da dagli dai dal dall dalla dalle dallo
davanti de degli dei del dell della delle dello dentro di dietro dopo dove dovrebbe dunque durante e è ebbe ecco ed
egli ella entrambi entro era erano essa esse essere essi esso eventualmente fa fino fra fu fuori furono già giù gli
ha hai hanno ho i il in infatti inoltre insieme invece io l la là le lei li lì lo loro lui lungo ma mai me meglio
meno mentre mi mia mie miei mio molta molte molti molto ne né negli nei nel nell nella nelle nello nemmeno neppure
nessun nessuna nessuno niente no noi non nostra nostre nostri nostro nulla o od ogni ognuno oltre oppure ora per
perché perciò però più poco poi poiché possono presso prima proprio può pur purché pure qua qual quale quali qualche
qualcosa qualcuno qualora qualsiasi qualunque quando quanta quante quanti quanto quasi quegli quei quel quell quella
quelle quelli quello questa queste questi questo qui quindi s sarà saranno sarebbe se secondo sei sebbene sembra
sempre senza si sia siamo siano siate siete sin sino solo sono sopra soprattutto sotto spesso sta stata state stati
stato stessa stesse stessi stesso su sua sue sugli sui sul sull sulla sulle sullo suo suoi tale tali tanto te ti tra
tranne troppo tu tua tue tuo tuoi tutta tutte tutti tutto un una uno v verso vi via voi vostra vostre vostri vostro
"""

_PT = """
a à acerca aí ainda além algo alguém algum alguma algumas alguns ali ambos ante antes ao aos apenas após aquela
aquelas aquele aqueles aqui aquilo as às assim até atrás através bastante bem cada caso cerca certa certo com como
comigo conforme conosco contra contudo cuja cujas cujo cujos da daquela daquele das de debaixo dela delas dele deles
demais dentro depois desde dessa desse desta deste deve devem disso disto do dos durante e é ela elas ele eles em
embora enfim enquanto entanto então entre era eram és essa essas esse esses esta está estamos estão estar estas
estava estavam este esteve estes estou eu exceto faz fez foi fomos for fora foram fosse fui há havia in inclusive
isso isto já jamais la lá lhe lhes lo logo mais mal mas me mediante menos mesma mesmas mesmo mesmos meu meus minha
minhas muita muitas muito muitos na nada não nas nele nela nem nenhum nenhuma nenhuns nessa nesse nesta neste ninguém
no nos nós nossa nossas nosso nossos num numa nunca o onde ora os ou outra outras outro outros para pela pelas pelo
pelos per perante perto pode podem podia poderia pois por porém porquê porque portanto possui pouca poucas pouco
poucos qual quais qualquer quando quanta quantas quanto quantos quase que quê quem se seja sejam sem sempre sendo
senão ser será serão seria seu seus si sido sim sob sobre sou sua suas tal tais talvez também tampouco tanta tanto
tão te tem têm temos tendo tenha ter teria teu teus teve tinha tinham tiveram toda todas todavia todo todos tu tua
tuas tudo um uma umas uns vai vez vezes vos vós você vocês
"""

_NL = """
aan achter al alle allebei alleen alles als alsof altijd andere anderen anders beide ben bent bij bijna binnen boven
buiten daar daarbij daardoor daarin daarmee daarna daarom daarop daarvan daarvoor dan dat de den der des deze
dezelfde die dit doch doen doet door doordat dus echter een één eens eerst elk elke en enige enkele er erg ergens
ervan etc even evenals ging gaat gaan geen gehad geweest geworden had hadden heb hebben hebt heeft hem hen het hier
hij hoe hoeveel hoewel hun iedere ieder iedereen iemand iets ik in indien is ja je jij jou jouw jullie kan konden kon
kunnen kunt maar me mede mee meer meest meestal men met mij mijn misschien moest moesten moet moeten mocht mogen na
naar naast nadat namelijk net niemand niet niets nochtans nog nogal noch nooit nu of ofwel om omdat onder ondanks
ongeveer ons onze ook op over overal per reeds rond rondom samen sinds slechts sommige soms steeds te tegen tegenover
tenzij terwijl tevens toch toen tot totdat tussen u uit uw van vanaf vanuit vanwege veel vele verder via volgens voor
vooral voordat waar waarbij waardoor waarin waarmee waarna waarom waarop waarvan waarvoor wanneer want waren was wat
we weer wegens wel welk welke werd werden wie wiens wij wil wilde worden wordt zal ze zei zelf zelfs zeer zich
zichzelf zij zijn zo zoals zodat zonder zou zouden zowel zulke zullen
"""

_SV = """
alla allt alltid alltså andra annan annat att av bara bland blev bli blir blivit borde bort båda både bör de den
denna denne dem deras dess dessa dessutom det detta dig din dina ditt dock dom du där därför då efter eftersom ej
eller emot en enligt er era ert ett fanns finns fick flera fler flest från före för förutom får ganska genom gör
gjorde ha hade han hans har henne hennes hit hon honom hos hur här i ibland icke in inom inga ingen inget innan inte
ja jag kan kom kommer kunde kunna lite man med mellan men mer mest mig min mina mindre minst mitt mot mycket måste
ned ner ni nu nog någon någonsin någonting något några när nästan och ofta olika om oss också på redan runt samma
samt sedan sig sin sina sitt själv själva ska skall skulle som så sådan sådana sådant sätt till tills trots under upp
ur ut utan utom vad var vara varandra varför varit varje vars vart vem vems vi vid vidare vilka vilkas vilken vilket
vill ville än ännu är åt över även
"""

_DA = """
af aldrig alle allerede alt altid anden andet andre at bag bare begge blandt blev blevet blive bliver burde bør da
de dem den denne der deres derfor derved det dette dig din dine disse dit dog du efter eftersom ej eller en end endnu
er et fik flere fleste fordi forud fra før få får først for gennem gjorde gjort gør ham han hans har havde have
heller hende hendes her hos hun hvad hvem hver hverken hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorfra
hvorhen hvornår i igen ikke imellem imens imod ind ingen inden indtil ingenting intet jeg jer jeres jo kan kom kommer
kun kunne lige lidt man mange med meget mellem men mens mere mest mig min mindre mine mit mod må måske mås ned nej
noget nogen nogle nok nu når nær næsten og også om omkring op os over overalt på samme samt sammen se selv selvom
senere ses siden sig sin sine sit skal skulle som stadig store så sådan således temmelig til trods ud uden under
undtagen var ved vi via vil ville vore vores være været
"""

_NO = """
aldri alle allerede allikevel alltid alt altså andre annen annet at av bak bare begge ble blei bli blir blitt blant
burde bør da de deg dem den denne der dere deres derfor derved det dette di din dine disse ditt du då eg ei eit eller
elles en enda ennå er et etter fikk flere flest for fordi fra før få får først gjennom gjør gjorde gjort ha hadde ham
han hans har henne hennes her hos hun hva hvem hver hverken hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorfra
i igjen ikke ikkje imellom imot inn ingen ingenting innen inntil intet ja jeg kan kom kommer korleis kun kunne kva
kvar kven litt man mange med meg mellom men mens mer mest mindre min mine mitt mot mye må måtte ned nei noe noen nok
nå når nær nesten og også om omkring opp oss over overalt på samme samt sammen seg selv selvom siden sin sine sitt
skal skulle slik slike slikt som stadig så sånn til tross ut uten under unntatt var ved vi via vil ville vår våre
vårt være vært
"""

_FI = """
ei eivät eli ellei emme en enemmän ennen ensin eräs eräät että et ette hän häneen hänelle hänellä häneltä hänen
hänessä hänestä hänet häntä he heidän heidät heille heillä heitä huolimatta ilman itse itsensä ja jo johon joiden
joihin joilla joille joista joita joka jokainen joko jolla jolle jolloin jolta jonka jos joskus jossa josta jota
jotain jotka jotta kaikki kaikkien kanssa kautta ken kenen kenelle keneltä kenet ketkä ketä koko koska kuin kuinka
kuitenkaan kuitenkin kuka kukaan kun kumpi kunnes kyllä lähes lähellä läpi me meidän meidät meille meillä meitä melko
mihin mikä mikään miksi milloin millainen millä mille minkä minne minua minulla minulle minun minut minä missä mistä
mitkä mitä mitään miten moni monta muiden mukaan mutta muu muut myös myöskin ne näiden näille näissä näistä näitä
nämä niiden niihin niille niin niissä niistä niitä noin nuo nyt ole oleva olevan olemme olen olet olette oli olimme
olin olisi olisivat olivat olla olleet ollut on ovat paitsi päälle pitkin pois saa sama samaa se sekä sellainen sen
siellä sieltä sitten siihen siinä siis siitä sille sillä siltä sinun sinut sinä sinne sitä sinua suoraan tai taas te
teidän teille tuo tuon tähän tämä tämän tänne tässä tästä tätä täällä vaan vaikka vain varten vasta vastaan vielä voi
voidaan voisi voivat vuoksi yhä yli ympäri
"""

_PL = """
a aby albo ale ani aż bardziej bardzo bez bo bowiem by był była było były być będzie będą będąc chociaż ci co coraz
coś czy czyj czyja czyje czyli czego czemu często da dla dlaczego dlatego do dokąd dopiero dość dużo dzięki gdy gdyby
gdyż gdzie go i ich ile ilu im inna inne innego innej innych innym inny iż ja jak jaka jaką jakby jaki jakie jakich
jakiej jakiego jakim jako jakoś je jeden jednak jednym jedna jedno jego jej jemu jest jestem jeszcze jeśli jeżeli już
ją kiedy kilka kim komu kogo kto ktoś która którą które którego której który których którym którzy ku lecz lub ma
mają mam mi między miał miała mimo mną mnie moje może można mój mu musi my na nad nadal nam nas nasz naszego nasza
nasze natomiast nawet nic nich nie niech nigdy nim nimi niż no o obok od około on ona one oni ono oraz po pod podczas
pomimo ponad ponieważ poprzez poza prawie przed przede przez przy raz również się skąd są sobie swoich swoim swoje
swoją swojego swój ta tak taka taki takich takie także tam te tego tej ten teraz też to tobie toteż trzeba tu tutaj
twoje twój ty tych tylko tym tymi u w we według wiele wielu więc wobec wraz wszyscy wszystkich wszystkie wszystkim
wszystko wśród wtedy z za zaś zawsze zbyt ze został została zostało zostały że żaden żadna żadne żeby
"""

_CS = """
a aby aj ale ani aniž ano asi až bez během bude budem budeme budete budou budu by byl byla byli bylo byly být což co
či čí čím další dle do dokud dokonce ho i já jak jaká jaké jakého jakém jako jaký jakých je jeden jeho její jejich
jej jemu jen jenom jenž jenže ještě ji jí jim jimi jimž jiné jiný již jsem jsi jsme jsou jste k kam každý kde kdo kdy
když ke kolem kolik kromě která kterak které kterého kterém kterou který kteří kterých ku kvůli lze má mají málo mě
mém měl měla mělo mezi mi mít mnou mohl mohla mohou mého mojí můj může my na nad nade nám námi naše náš navíc ne nebo
nebyl nebyla nejsou není někde někdo některé některý něco nic nich ním nimi nyní o ob od ode ohledně on ona oni ono
ony ovšem pak po pod podél podle pokud pomocí potom pouze pro proč proti proto protože před přes přesto při s sám se
si sice skoro skrz snad své svého svém svou svůj svých svým ta tak také taková takové takový takže tam tamhle tato te
tě tedy téměř ten tento těch těm této tím tímto to tobě tohle toho tohoto tom tomto tomu tomuto toto tu tuto tvá tvé
tvůj ty tyto u už v vám vámi vás váš vaše ve vedle velmi více však všechen všechno všech všichni vy vůči z za zatímco
zda zde ze že
"""

_TR = """
acaba ama ancak artık aslında aynı az bana bazen bazı belki ben benden beni benim beri biri birkaç birçok biz bizden
bize bizi bizim bile bir böyle böylece bu buna bunda bundan bunlar bunları bunların bunu bunun burada bütün çoğu çok
çünkü da daha dahi de defa değil diğer diye dolayı dolayısıyla eğer en etti ettiği fakat gibi göre hala hangi hangisi
hani hatta hem henüz hep hepsi her herhangi herkes hiç hiçbir için içinde ile ise işte itibaren kaç kadar karşı kendi
kendine kendini kez ki kim kime kimi kimin kimse mi mı mu mü nasıl ne neden nedenle nerede nereye nereden niçin niye
o olan olarak oldu olduğu olduğunu olmak olması olmayan olsa olsun olup olur ona ondan onlar onları onların onu onun
orada oysa önce ötürü öyle rağmen sadece sanki sen senden seni senin siz sizden sizi sizin sonra şey şeyler şu şuna
şunda şunlar şunu tarafından tüm üzere üzerinde var vardı ve veya ya yani yerine yine yok yoksa zaten
"""

_RO = """
a abia acea aceasta această aceea acei aceia acel acela acele acelea acest acesta aceste acestea acestei acestor
acestui acolo acum adică ai aici al ale alt alta altă altceva alte alți altul am anume apoi ar are as asemenea asta
astfel asupra atât atare atunci au avea avem avut ba bine ca că cam când care căreia cărui căruia cărora cât câte
câți câtva ce cea ceea cei cel cele celor ceva chiar ci cine cineva cînd contra cu cui cum cumva da dacă dar dat
datorită de deasupra deci deja deși despre din dintre dintr doar după ea ei el ele era erau este eu fără face fi fie
fiecare fiind fost foarte îi îl îmi împotriva în înainte încă încât înspre între întru într la le li lîngă lor lui
mai mea mei mele mereu meu mi mie mine mult multă multe mulți ne nici nicio nimeni nimic niște noastră noastre noi
nostru noștri nu numai o oare or ori oricare orice oricine oricum unde pe pentru peste până poate pot prea prin
printr printre s sa să săi sale sau său se sînt sub sunt suntem sus tale tău te tine toată toate tocmai tot toți
totuși tu ți un una unei unele uneori unii unor unora unu unui unul va vă vi voastră voi vom vor voștri vostru vreo
vreun
"""

_HU = """
a abban ahhoz ahogy ahol aki akik akit akkor alá alatt által általában amely amelyek amelyekben amelyet amelyik ami
amíg amikor amit amott annak arra arról át az azért azok azoknak azokat azon azonban azt aztán azzal bár be belül
benne csak de e ebben eddig egész egy egyéb egyes egyetlen egyik egyre ekkor el elég ellen elő először előtt első én
éppen erre és ez ezek ezeket ezen ezért ezt ezzel fel felé ha hanem hát hogy hogyan hol hová honnan hány így igen ill
illetve ilyen inkább is itt jobban kell kellett keresztül ki kivel kié kívül közé között közül le legalább legyen
lehet lehetett lenne lenni lesz lett ma maga magát majd már más másik meg még mellett melyik melyek mennyi mert mi
miatt mielőtt mikor milyen mind minden mindenki mindig mint mintha mit mivel miért most nagyon ne néha néhány nélkül
nem nincs oda olyan ott össze ő ők őket pedig persze rá s saját sem semmi se sokkal számára szemben szerint szinte
talán te tehát tovább továbbá több túl ugyanis úgy utána után utolsó vagy vagyok vala valaki valami volna volt voltak
vissza való van vannak végül viszont
"""

_ID = """
ada adalah adapun agar akan akankah aku anda antara apa apabila apakah apalagi atas atau bagai bagaimana
bagaimanakah bagi bahkan bahwa banyak beberapa begini begitu belum berapa berbagai berupa bila bisa boleh bukan dalam
dan dapat dari daripada demi demikian dengan di dia dimana dimanakah diri harus hanya hingga ia ialah ini itu jadi
jika juga justru kah kalau kali kami kamu kapan kapankah karena ke kemana kembali kemudian kenapa kepada ketika kita
lagi lain lah lalu lebih maka malah mana manakah masih masing mengapa menjadi mereka merupakan meski meskipun mungkin
namun nya oleh pada padahal paling para per pernah pula pun saat saja sama sambil sampai samping sangat saya se sebab
sebagai sebagian sebelum sebuah sedang sedangkan segala sehingga sejak sekali sekitar selain selalu selama seluruh
semua sendiri seorang seperti sering serta sesuatu sesudah setelah setiap siapa siapakah suatu sudah supaya tanpa
tapi telah tentang terhadap termasuk tersebut tetap tetapi tiap tidak untuk walaupun yaitu yakni yang
"""

_CA = """
a això al algun alguna algunes alguns allò als altra altre altres amb aquell aquella aquelles aquells aquest aquesta
aquestes aquests com d dalt de del dels des després doncs durant el ella elles ells els em en encara entre era eren
es és està estan et ets fins ha han hi ho i ja jo l la les li llavors lo lis més me mentre meu meva molt moltes molts
n na ne ni no nosaltres o on per perquè però pel pels poc què quan quant quants quin quina quines quins qui s sa
sense ser serà seu seus seva seves si sigui sobre sota són sons també tan tant tenir té tot tota totes tots un una
unes uns va van vam vosaltres
"""

_LATIN: Mapping[str, str] = MappingProxyType({
    "en": _EN, "de": _DE, "fr": _FR, "es": _ES, "it": _IT, "pt": _PT, "nl": _NL, "sv": _SV, "da": _DA, "no": _NO,
    "fi": _FI, "pl": _PL, "cs": _CS, "tr": _TR, "ro": _RO, "hu": _HU, "id": _ID, "ca": _CA,
})  # fmt: skip

LATIN_LANGUAGES: tuple[str, ...] = tuple(_LATIN)
"""Languages written in Latin letters that `language` tells apart, the commoner first."""

STOP_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {language: frozenset(listed.casefold().split()) for language, listed in {**_LATIN, **OTHER_SCRIPTS}.items()}
)
"""ISO 639-1 code -> function words, case folded, accents kept."""
