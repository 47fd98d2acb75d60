package dev.squall.benchmarks.table;

import dev.squall.check.Checker;
import dev.squall.history.History;
import java.util.List;
import java.util.function.Supplier;

/**
 * One row of the table: histories that are checked one after the other.
 *
 * @param set which of the README's tables the row belongs to
 * @param name of the row, no two alike
 * @param histories reads or makes them; not timed
 * @param checker judges each of them
 * @param peers what other checkers need for the same, in words; empty if nobody has measured it
 */
record Case(String set, String name, Supplier<List<History>> histories, Checker checker, String peers) {}
