/**
 * The words that the input texts are made of. Among them are some that a program stumbles over which is not careful:
 * words with letters outside ASCII, and words that are names of properties of every JavaScript object.
 */

export const NOUNS = words(`
  harbour lantern clock letter ferry bridge mountain garden orchard winter summer morning evening shadow window kitchen
  ladder bucket rope anchor sail captain pilot sailor baker smith miller teacher pupil doctor patient painter singer
  drummer violin trumpet melody candle mirror curtain carpet table drawer key lock door gate fence meadow river island
  shore wave storm cloud rain snow frost ice fire smoke ash coal copper iron silver stone brick tower stair cellar attic
  roof chimney market square street tavern station train wagon horse saddle dog cat owl crow heron salmon beetle spider
  map compass journey quarrel promise secret rumour question answer story chapter page ink pen ledger debt coin purse
  café façade naïveté rôle cœur señora jalapeño straße über-clerk piñata crème fiancée constructor builder architect
  observatory telescope comet star moon eclipse orbit calendar century moment silence laughter grief courage`);

export const ADJECTIVES = words(`
  old young quiet loud narrow wide bitter sweet heavy light distant near forgotten borrowed broken mended crooked
  straight patient hasty honest cunning golden grey green crimson pale dusty frozen burning hollow solid gentle fierce
  lonely crowded familiar strange careful careless secret open bright dim ancient modern tall short rusty polished
  salty smoky velvet wooden copper iron winter summer northern southern last first second only other`);

export const VERBS = words(`
  opened closed carried followed remembered forgot painted mended watched counted measured promised refused accepted
  bought sold stole returned buried found lost answered questioned praised blamed crossed climbed left entered guarded
  feared loved envied pitied understood mistook wrote read burned drowned lifted dropped sang whispered admired
  described ignored expected surprised repaired invented discovered abandoned`);

export const ADVERBS = words(`
  slowly quickly never always often seldom hardly almost gladly sadly quietly loudly carefully carelessly secretly
  openly already still suddenly finally once twice again`);

export const HEROES = words(`
  Sherlock Tom sherlock tom Adelheid Baptiste Chidi Dagmar Emeka Fiorella Gwen Håkon Ines Jörg Kasimir Leocadia Mbali
  Noémie Oisín Petra Quentin Rosalind Søren Tamsin Ulrike Viktor Wanjiru Xaver Ysolde Zdeněk`);

export const PLACES = words('in on under behind beside before above below near beyond across against among towards');

export const LINKS = words('and but while because although until unless whenever so yet for though');

export const OPENINGS = [
  'in those days',
  'as far as anybody knew',
  'by the light of the moon',
  'for the second time',
  'without another word',
  'on the far side of the river',
  'to tell the truth',
  'a week later',
  'long before the first train',
  'so the story goes',
];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
