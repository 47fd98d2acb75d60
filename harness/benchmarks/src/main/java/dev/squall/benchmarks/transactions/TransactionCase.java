package dev.squall.benchmarks.transactions;

import dev.squall.check.transaction.GeneratedTransactions;
import dev.squall.check.transaction.GeneratedTransactions.Flaw;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Row of the table: generated histories, and the level that is decided.
 *
 * @param heapMegabytes heap of the row's virtual machine, which holds the history and the check together
 * @param elle whether Elle can do the same work in a heap of {@link ElleTiming#HEAP_MEGABYTES}
 */
record TransactionCase(
        String name, GeneratedTransactions shape, Flaw flaw, IsolationLevel level, int heapMegabytes, boolean elle) {

    private static final IsolationLevel SERIALIZABLE = new IsolationLevel(Base.SERIALIZABLE, Order.NONE);
    private static final IsolationLevel CAUSAL = new IsolationLevel(Base.CAUSAL, Order.NONE);
    private static final IsolationLevel READ_ATOMIC = new IsolationLevel(Base.READ_ATOMIC, Order.NONE);
    private static final IsolationLevel READ_COMMITTED = new IsolationLevel(Base.READ_COMMITTED, Order.NONE);
    private static final int GIGABYTE = 1024;
    private static final int WIDE = 100_000;

    static List<TransactionCase> all() {
        List<TransactionCase> cases = new ArrayList<>();
        addSizes(cases);
        addRegisters(cases);
        addHostileShapes(cases);
        return cases;
    }

    private static void addSizes(List<TransactionCase> cases) {
        lists(cases, 10_000, GIGABYTE, true);
        lists(cases, 100_000, GIGABYTE, true);
        lists(cases, 1_000_000, GIGABYTE * 3 / 2, true);
        lists(cases, 5_000_000, GIGABYTE * 8, false);
    }

    private static void lists(List<TransactionCase> cases, int transactions, int heap, boolean elle) {
        GeneratedTransactions shape = GeneratedTransactions.likeElle(transactions, Kind.LIST_APPEND);
        IsolationLevel level = IsolationLevel.STRICT_SERIALIZABLE;
        cases.add(new TransactionCase("lists, valid", shape, Flaw.NONE, level, heap, elle));
        cases.add(new TransactionCase("lists, one stale read near the end", shape, Flaw.STALE, level, heap, elle));
    }

    private static void addRegisters(List<TransactionCase> cases) {
        GeneratedTransactions million = GeneratedTransactions.likeElle(1_000_000, Kind.RW_REGISTER);
        for (IsolationLevel level : List.of(READ_COMMITTED, READ_ATOMIC, CAUSAL)) {
            cases.add(new TransactionCase("registers, valid", million, Flaw.NONE, level, 3 * GIGABYTE, true));
        }
        GeneratedTransactions common = GeneratedTransactions.likeElle(10_000, Kind.RW_REGISTER);
        cases.add(new TransactionCase("registers, valid", common, Flaw.NONE, SERIALIZABLE, GIGABYTE, true));
        GeneratedTransactions contended =
                new GeneratedTransactions(1_000, 20, 4, 2, Integer.MAX_VALUE, 50, 0, Kind.RW_REGISTER);
        cases.add(new TransactionCase("registers, two keys", contended, Flaw.NONE, SERIALIZABLE, GIGABYTE, true));
        cases.add(new TransactionCase(
                "registers, two keys, one stale read", contended, Flaw.STALE, SERIALIZABLE, GIGABYTE, true));
    }

    private static void addHostileShapes(List<TransactionCase> cases) {
        GeneratedTransactions common = GeneratedTransactions.likeElle(WIDE, Kind.LIST_APPEND);
        GeneratedTransactions oneList =
                new GeneratedTransactions(2_000, 20, 4, 1, Integer.MAX_VALUE, 50, 0, Kind.LIST_APPEND);
        GeneratedTransactions oneRegister =
                new GeneratedTransactions(WIDE, 20, 4, 1, Integer.MAX_VALUE, 50, 0, Kind.RW_REGISTER);
        GeneratedTransactions manyKeys =
                new GeneratedTransactions(WIDE, 20, 4, WIDE, Integer.MAX_VALUE, 50, 0, Kind.LIST_APPEND);
        GeneratedTransactions longOnes = new GeneratedTransactions(1_000, 20, 1_000, 100, 32, 50, 0, Kind.LIST_APPEND);
        hostile(cases, "lists, one key", oneList, Flaw.NONE);
        hostile(cases, "registers, one key", oneRegister, Flaw.NONE);
        hostile(cases, "lists, all in one cycle", common, Flaw.STALE_FROM_THE_BEGINNING);
        hostile(cases, "lists, 100,000 keys", manyKeys, Flaw.NONE);
        hostile(cases, "lists, 1,000 steps a transaction", longOnes, Flaw.NONE);
        hostile(cases, "lists, 50 % unknown outcomes", common.withInfoPercent(50), Flaw.NONE);
        hostile(cases, "lists, only appends", common.withReadPercent(0), Flaw.NONE);
        hostile(cases, "lists, only reads", common.withReadPercent(100), Flaw.NONE);
    }

    private static void hostile(List<TransactionCase> cases, String name, GeneratedTransactions shape, Flaw flaw) {
        cases.add(new TransactionCase(
                name, shape, flaw, IsolationLevel.STRICT_SERIALIZABLE, GIGABYTE, shape.infoPercent() == 0));
    }
}
