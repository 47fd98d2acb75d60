package dev.squall.check.transaction.search;

import dev.squall.check.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

// Longer than 350 lines: all parts of the solver share its state.
/**
 * Solver that finds a total order of nodes that contains fixed edges and satisfies clauses; a clause is a disjunction
 * of edges. Clauses are generated lazily: a {@link Refiner} inspects an order and adds the clauses that the order
 * violates.
 *
 * <p>A literal is an edge between two nodes; its negation is the opposite edge. A conflict is a clause whose literals
 * are all false, or a cycle. The solver learns a clause from each conflict, by its first unique implication point. The
 * current order guides later decisions, so that an almost correct order is repaired locally.
 *
 * <p>Sources: J. Marques-Silva and K. Sakallah, GRASP, 1999; S. Bayless and others, SAT modulo monotonic theories, 2015
 * (acyclicity as a theory); C. Tan and others, Cobra, 2020 (its use for serializability).
 */
public final class OrderSolver {

    /** Finder of clauses that an order violates. */
    @FunctionalInterface
    public interface Refiner {

        /**
         * Adds clauses that the solver's current order violates, at least one unless the order is a solution. Clauses
         * must hold in every solution.
         */
        void refine(OrderSolver solver);
    }

    private static final long CLAUSE_BYTES = 96;

    private final TopologicalOrder order;
    private final Meter meter;
    private final Map<Long, Integer> variables = new HashMap<>();
    private final Map<Long, int[]> required = new HashMap<>();
    private int[] edgeFrom = new int[64];
    private int[] edgeTo = new int[64];
    private int variableCount;
    private byte[] values = new byte[64];
    private int[] levels = new int[64];
    private int[][] reasons = new int[64][];
    private List<List<int[]>> watches = new ArrayList<>();
    private int[] trail = new int[64];
    private int trailCount;
    private int propagated;
    private int inserted;
    private int[] levelStart = new int[64];
    private int level;
    private boolean[] seen = new boolean[64];
    private final List<int[]> pending = new ArrayList<>();
    private boolean refuted;
    private long conflicts;

    /**
     * Creates a solver.
     *
     * @param from sources of the fixed edges
     * @param to targets of the fixed edges
     * @param rank rank of each node, which determines the initial order where the edges leave a choice
     */
    public OrderSolver(int nodes, int[] from, int[] to, int edges, int[] rank, Meter meter) {
        this.meter = meter;
        meter.reserve(40L * nodes + 8L * edges);
        this.order = new TopologicalOrder(nodes, from, to, edges, rank);
        this.refuted = !order.isAcyclic();
    }

    /** Returns the position of a node in the current order. */
    public int position(int node) {
        return order.position(node);
    }

    /** Returns the number of conflicts so far. */
    public long conflicts() {
        return conflicts;
    }

    /** Returns the literal of an edge. */
    public int literal(int from, int to) {
        int low = Math.min(from, to);
        int high = Math.max(from, to);
        Integer known = variables.get((long) low << 32 | high);
        int variable = known == null ? addVariable(low, high) : known;
        return 2 * variable + (from == low ? 0 : 1);
    }

    private int addVariable(int low, int high) {
        int variable = variableCount++;
        meter.reserve(CLAUSE_BYTES);
        if (variable == edgeFrom.length) {
            int capacity = 2 * variable;
            edgeFrom = Arrays.copyOf(edgeFrom, capacity);
            edgeTo = Arrays.copyOf(edgeTo, capacity);
            values = Arrays.copyOf(values, capacity);
            levels = Arrays.copyOf(levels, capacity);
            reasons = Arrays.copyOf(reasons, capacity);
            trail = Arrays.copyOf(trail, capacity);
            levelStart = Arrays.copyOf(levelStart, capacity);
            seen = Arrays.copyOf(seen, capacity);
        }
        edgeFrom[variable] = low;
        edgeTo[variable] = high;
        watches.add(new ArrayList<>(2));
        watches.add(new ArrayList<>(2));
        variables.put((long) low << 32 | high, variable);
        return variable;
    }

    /** Returns true if the edge of a literal is decided or implied. */
    public boolean isTrue(int literal) {
        return values[literal >> 1] == ((literal & 1) == 0 ? 1 : -1);
    }

    private boolean isFalse(int literal) {
        return values[literal >> 1] == ((literal & 1) == 0 ? -1 : 1);
    }

    /** Adds a clause of two literals; if they are equal, the clause requires that edge. */
    public void require(int first, int second) {
        long name = (long) Math.min(first, second) << 32 | Math.max(first, second);
        int[] clause = required.get(name);
        if (clause == null) {
            clause = first == second ? new int[] {first} : new int[] {first, second};
            required.put(name, clause);
            meter.reserve(CLAUSE_BYTES);
        }
        pending.add(clause);
    }

    /** Adds a clause that forbids that all given literals hold. */
    public void forbid(int[] literals) {
        int[] clause = new int[literals.length];
        for (int i = 0; i < literals.length; i++) {
            clause[i] = literals[i] ^ 1;
        }
        meter.reserve(CLAUSE_BYTES);
        pending.add(clause);
    }

    /** Returns the clauses added by {@link #require} so far. */
    public List<int[]> required() {
        return new ArrayList<>(required.values());
    }

    /** Returns true if a path of fixed, decided and implied edges leads from one node to another. */
    public boolean reaches(int from, int to) {
        return order.reaches(from, to);
    }

    /** Returns the literals on the path that {@link #reaches} found last; fixed edges have none. */
    public int[] path() {
        return order.pathLabels();
    }

    /** Returns the source of a literal's edge. */
    public int from(int literal) {
        return (literal & 1) == 0 ? edgeFrom[literal >> 1] : edgeTo[literal >> 1];
    }

    /** Returns the target of a literal's edge. */
    public int to(int literal) {
        return from(literal ^ 1);
    }

    /**
     * Searches until the refiner adds no clause, or no order exists.
     *
     * @return true if the current order satisfies all clauses; false if no order does
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public boolean solve(Refiner refiner) {
        while (!refuted) {
            meter.checkTime();
            pending.clear();
            refiner.refine(this);
            if (pending.isEmpty()) {
                return true;
            }
            repair();
        }
        return false;
    }

    /** Changes the order to satisfy the pending clauses; returns after the first conflict. */
    private void repair() {
        int[][] clauses = pending.toArray(new int[0][]);
        pending.clear();
        for (int[] clause : clauses) {
            if (clause.length == 0) {
                refuted = true;
                return;
            }
            attach(clause);
            if (settle() || refuted) {
                return;
            }
            int choice = choose(clause);
            if (choice >= 0) {
                levelStart[level++] = trailCount;
                assign(choice, null);
                if (settle()) {
                    return;
                }
            }
        }
    }

    /** Returns the literal to decide so that a clause holds; -1 if the clause holds in the current order. */
    private int choose(int[] clause) {
        int best = -1;
        int bestDistance = Integer.MAX_VALUE;
        for (int literal : clause) {
            if (isTrue(literal)) {
                return -1;
            }
            int distance = position(from(literal)) - position(to(literal));
            if (!isFalse(literal) && distance < bestDistance) {
                best = literal;
                bestDistance = distance;
            }
        }
        return bestDistance < 0 && !decidesAll ? -1 : best;
    }

    /** True if a literal of each clause must be decided, even if the order satisfies the clause. */
    private boolean decidesAll;

    /** Makes the solver decide a literal of each clause, even if the order satisfies the clause. */
    public OrderSolver decidingAll() {
        decidesAll = true;
        return this;
    }

    /** Adds the watches of a clause, after backtracking until the clause is not violated. */
    private void attach(int[] clause) {
        if (clause.length == 1) {
            if (isTrue(clause[0]) && levels[clause[0] >> 1] == 0) {
                return;
            }
            backTo(0);
            if (isFalse(clause[0])) {
                refuted = true;
            } else {
                assign(clause[0], clause);
            }
            return;
        }
        if (watches.get(clause[0]).contains(clause)) {
            return;
        }
        placeLatestFirst(clause);
        if (isFalse(clause[0])) {
            int first = levels[clause[0] >> 1];
            int second = levels[clause[1] >> 1];
            if (first == 0) {
                refuted = true;
                return;
            }
            backTo(first == second ? first - 1 : second);
            placeLatestFirst(clause);
        }
        watches.get(clause[0]).add(clause);
        watches.get(clause[1]).add(clause);
        if (!isTrue(clause[0]) && !isFalse(clause[0]) && isFalse(clause[1])) {
            assign(clause[0], clause);
        }
    }

    /** Moves two literals to the front: those that are not false, or became false last. */
    private void placeLatestFirst(int[] clause) {
        for (int place = 0; place < 2; place++) {
            int best = place;
            for (int i = place + 1; i < clause.length; i++) {
                if (lateness(clause[i]) > lateness(clause[best])) {
                    best = i;
                }
            }
            int literal = clause[place];
            clause[place] = clause[best];
            clause[best] = literal;
        }
    }

    private int lateness(int literal) {
        return isFalse(literal) ? levels[literal >> 1] : Integer.MAX_VALUE;
    }

    private void assign(int literal, int[] reason) {
        int variable = literal >> 1;
        values[variable] = (byte) ((literal & 1) == 0 ? 1 : -1);
        levels[variable] = level;
        reasons[variable] = reason;
        trail[trailCount++] = literal;
    }

    /** Propagates and learns from conflicts until no conflict is left. Returns true if there was a conflict. */
    private boolean settle() {
        boolean hadConflict = false;
        for (int[] conflict = propagate(); conflict != null; conflict = propagate()) {
            hadConflict = true;
            conflicts++;
            meter.step();
            learn(conflict);
            if (refuted) {
                return true;
            }
        }
        return hadConflict;
    }

    private int[] propagate() {
        while (propagated < trailCount) {
            meter.step();
            int literal = trail[propagated++];
            if (!order.add(from(literal), to(literal), literal)) {
                int[] path = order.pathLabels();
                int[] conflict = Arrays.copyOf(path, path.length + 1);
                conflict[path.length] = literal;
                for (int i = 0; i < conflict.length; i++) {
                    conflict[i] ^= 1;
                }
                return conflict;
            }
            inserted++;
            int[] conflict = propagateClauses(literal ^ 1);
            if (conflict != null) {
                return conflict;
            }
        }
        return null;
    }

    private int[] propagateClauses(int falseLiteral) {
        List<int[]> watching = watches.get(falseLiteral);
        int kept = 0;
        int[] conflict = null;
        for (int i = 0; i < watching.size(); i++) {
            int[] clause = watching.get(i);
            if (conflict != null || isStillWatched(clause, falseLiteral)) {
                watching.set(kept++, clause);
                if (conflict == null && !isTrue(clause[0])) {
                    if (isFalse(clause[0])) {
                        conflict = clause;
                    } else {
                        assign(clause[0], clause);
                    }
                }
            }
        }
        watching.subList(kept, watching.size()).clear();
        return conflict;
    }

    /** Searches for another literal to watch. Returns true if the clause must keep its watch on the false literal. */
    private boolean isStillWatched(int[] clause, int falseLiteral) {
        if (clause[0] == falseLiteral) {
            clause[0] = clause[1];
            clause[1] = falseLiteral;
        }
        if (isTrue(clause[0])) {
            return true;
        }
        for (int i = 2; i < clause.length; i++) {
            if (!isFalse(clause[i])) {
                clause[1] = clause[i];
                clause[i] = falseLiteral;
                watches.get(clause[1]).add(clause);
                return false;
            }
        }
        return true;
    }

    /** Learns a clause from a conflict, backtracks, and asserts the clause. */
    private void learn(int[] conflict) {
        int highest = 0;
        for (int literal : conflict) {
            highest = Math.max(highest, levels[literal >> 1]);
        }
        if (highest == 0) {
            refuted = true;
            return;
        }
        backTo(highest);
        int[] learned = new FirstPoint(conflict, highest).clause();
        meter.reserve(CLAUSE_BYTES + 4L * learned.length);
        int back = 0;
        for (int i = 1; i < learned.length; i++) {
            back = Math.max(back, levels[learned[i] >> 1]);
        }
        backTo(back);
        if (learned.length > 1) {
            placeLatestFirst(learned);
            watches.get(learned[0]).add(learned);
            watches.get(learned[1]).add(learned);
        }
        assign(learned[0], learned);
    }

    private void backTo(int target) {
        while (level > target) {
            level--;
            while (trailCount > levelStart[level]) {
                int literal = trail[--trailCount];
                values[literal >> 1] = 0;
                reasons[literal >> 1] = null;
                if (inserted > trailCount) {
                    order.removeLast();
                    inserted--;
                }
            }
            propagated = Math.min(propagated, trailCount);
        }
    }

    /** First unique implication point of a conflict. */
    private final class FirstPoint {

        private final int highest;
        private final List<Integer> lower = new ArrayList<>();
        private final List<Integer> touched = new ArrayList<>();
        private int open;

        private int[] found;

        FirstPoint(int[] conflict, int highest) {
            this.highest = highest;
            resolve(conflict, -1);
            int at = trailCount - 1;
            while (true) {
                while (!seen[trail[at] >> 1] || levels[trail[at] >> 1] < highest) {
                    at--;
                }
                int literal = trail[at--];
                if (--open == 0) {
                    found = new int[lower.size() + 1];
                    found[0] = literal ^ 1;
                    break;
                }
                resolve(reasons[literal >> 1], literal);
            }
            for (int i = 0; i < lower.size(); i++) {
                found[i + 1] = lower.get(i);
            }
            touched.forEach(variable -> seen[variable] = false);
        }

        private void resolve(int[] clause, int implied) {
            for (int literal : clause) {
                int variable = literal >> 1;
                if (literal != implied && !seen[variable] && levels[variable] > 0) {
                    seen[variable] = true;
                    touched.add(variable);
                    if (levels[variable] == highest) {
                        open++;
                    } else {
                        lower.add(literal);
                    }
                }
            }
        }

        int[] clause() {
            return found;
        }
    }
}
