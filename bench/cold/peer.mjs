// The first run of a peer, from the start of the process.
const { agent } = await import(process.argv[2]);
let asked = 0;
const brain = {
  deltas: [],
  add: async ({ a, b }) => a + b,
  answer: () => {
    asked += 1;
    return asked === 1 ? { calls: [{ id: "c", name: "add", arguments: '{"a":1,"b":2}' }] } : { text: "done" };
  },
};
console.log(await agent(brain, { toolNames: ["add"], maxRounds: 2, history: [] }).run());
process.exit(0);
