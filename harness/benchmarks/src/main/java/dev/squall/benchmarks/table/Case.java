package dev.squall.benchmarks.table;

import dev.squall.check.Checker;
import dev.squall.history.History;
import java.util.List;
import java.util.function.Supplier;

/**
 * One row of the table: histories that are checked one after the other.
 *
 * @param set the README's table that has the row
 * @param name the row's name, unique
 * @param histories reads or makes the histories; not timed
 * @param checker judges each of them
 * @param peers time of other checkers for the same histories, in words; empty if it was not measured
 */
record Case(String set, String name, Supplier<List<History>> histories, Checker checker, String peers) {}
