import fc from 'fast-check';

/** What random tests begin with. A change is judged by what it changes, and not by luck; SEED=$RANDOM tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
