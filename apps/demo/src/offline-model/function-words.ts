const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that say how a sentence is built and not what it is about. */
export const FUNCTION_WORDS: ReadonlySet<string> = list(
  `a an the this that these those there here it its it's i i'm i'd me my mine we us our you your yours he him his she her
  they them their is are am was were be been being do does did doing done have has had having will would shall should can
  could may might must of in on at to for from by with without into onto about as than so if or and but nor not no don't
  doesn't isn't what what's whats which how how's when when's that's then also too very right now just currently moment
  today please kindly ok okay well hey hi hello let's lets any some each every all both out up
  down off over under again still only own same such more most other one's yes oh much anything everything first`,
);

/** Words of asking: they fit many tools, so they say little, and it does not count against a tool not to know them. */
export const ASKING_WORDS: ReadonlySet<string> = list(
  `tell give show want need know like help get make say see ask try use using go let put take wonder think
  possible able question answer result thing things something talk talks talked discuss discussed
  explain explained explains describe describes described cover covers covered contain contains concern concerns`,
);

/** Words before a place, a person or a time. */
export const PREPOSITIONS: ReadonlySet<string> = list("in at for of from to into on near by with about as until till");
