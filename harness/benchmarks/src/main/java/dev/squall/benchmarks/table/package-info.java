/** Times of the checkers on recorded and generated histories. Writes the table of the module's README. */
package dev.squall.benchmarks.table;
