/** What CMake is told for the build of llama.cpp with OpenMP. A build is found again only by the same options that it was made with. */
export const OPENMP_OPTION = { GGML_OPENMP: "ON" } as const;
