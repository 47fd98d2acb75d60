/** Times the checkers on recorded and on generated histories, and writes the table of the module's README. */
package dev.squall.benchmarks.table;
