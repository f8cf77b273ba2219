// Property tests take the same cases in every run, so that a red run is red again. MODWARDEN_TEST_SEED=N hunts elsewhere.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.MODWARDEN_TEST_SEED ?? 20_261_121) });
