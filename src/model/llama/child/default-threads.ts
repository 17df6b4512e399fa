/**
 * Beyond that, more threads seldom write faster: each token takes all of the weights out of memory, which a few cores keep busy, while the
 * ready-made build makes its threads anew for each step, which takes the longer the more they are.
 */
const MOST_THREADS = 16;

/**
 * The threads that compute where nobody chose: one for each core that is good for it, and one processor at least for the rest of Maru.
 *
 * @param mathCores `Llama.cpuMathCores`: cores, not their hardware threads, and the fast ones only where there are two kinds
 * @param processors those that this process may use, hardware threads counted
 */
export function defaultThreads(mathCores: number, processors: number): number {
  return Math.max(1, Math.min(MOST_THREADS, mathCores, processors - 1));
}
