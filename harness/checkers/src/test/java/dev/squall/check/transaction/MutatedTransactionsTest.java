package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Valid histories of a serial store, of which one read was changed. */
class MutatedTransactionsTest {

    private static final Pattern LIST_READ = Pattern.compile("\\[:r (\\d+) \\[([\\d, ]+)]]");
    private static final Pattern REGISTER_READ = Pattern.compile("\\[:r (\\d+) (\\d+)]");

    /** Ways to change the result of a read. */
    enum Mutation {
        /** A value that nobody wrote. */
        GARBAGE,
        /** The last element is missing, or the register has its previous value. */
        OLDER,
        /** Two elements are exchanged; registers read a value of two writes before. */
        EXCHANGED
    }

    private static String edn(long seed, Kind kind) {
        return new GeneratedTransactions(120, 5, 3, 3, 12, 60, 0, kind).edn(seed, GeneratedTransactions.Flaw.NONE);
    }

    /** Returns the text with one changed read that has at least two versions before it. */
    private static String mutated(String edn, Kind kind, Mutation mutation, long seed) {
        List<int[]> places = new ArrayList<>();
        Matcher reads = (kind == Kind.LIST_APPEND ? LIST_READ : REGISTER_READ).matcher(edn);
        while (reads.find()) {
            String value = reads.group(2);
            boolean hasThree = kind == Kind.LIST_APPEND ? value.split(", ").length > 2 : Integer.parseInt(value) > 2;
            if (hasThree) {
                places.add(new int[] {reads.start(2), reads.end(2)});
            }
        }
        int[] place = places.get(new Random(seed).nextInt(places.size()));
        String value = edn.substring(place[0], place[1]);
        String changed = kind == Kind.LIST_APPEND ? changedList(value, mutation) : changedValue(value, mutation);
        return edn.substring(0, place[0]) + changed + edn.substring(place[1]);
    }

    private static String changedList(String list, Mutation mutation) {
        List<String> elements = new ArrayList<>(List.of(list.split(", ")));
        int last = elements.size() - 1;
        switch (mutation) {
            case GARBAGE -> elements.add("9999");
            case OLDER -> elements.remove(last);
            case EXCHANGED -> elements.add(last - 1, elements.remove(last));
        }
        return String.join(", ", elements);
    }

    private static String changedValue(String value, Mutation mutation) {
        return switch (mutation) {
            case GARBAGE -> "9999";
            case OLDER -> Integer.toString(Integer.parseInt(value) - 1);
            case EXCHANGED -> Integer.toString(Integer.parseInt(value) - 2);
        };
    }

    private static TransactionVerdict decide(String edn, IsolationLevel level) {
        TransactionHistory history = TransactionReader.parse(edn.getBytes(StandardCharsets.UTF_8), null);
        TransactionVerdict verdict = TransactionChecker.decide(history, level, Budget.DEFAULT);
        assertThat(verdict.verify(history)).isEmpty();
        return verdict;
    }

    @Property(tries = 60)
    void unchangedHistoryIsStrictlySerializable(@ForAll long seed, @ForAll boolean isList) {
        String edn = edn(seed, isList ? Kind.LIST_APPEND : Kind.RW_REGISTER);

        assertThat(decide(edn, IsolationLevel.STRICT_SERIALIZABLE).validity()).isEqualTo(Validity.VALID);
    }

    @Property(tries = 200)
    void changedReadHasProvedVerdicts(@ForAll long seed, @ForAll boolean isList, @ForAll Mutation mutation) {
        Kind kind = isList ? Kind.LIST_APPEND : Kind.RW_REGISTER;
        String changed = mutated(edn(seed, kind), kind, mutation, seed);

        TransactionVerdict strict = decide(changed, IsolationLevel.STRICT_SERIALIZABLE);
        TransactionVerdict committed = decide(changed, new IsolationLevel(Base.READ_COMMITTED, Order.NONE));

        assertThat(List.of(strict.validity(), committed.validity())).doesNotContain(Validity.UNKNOWN);
        // Exchanged elements are no violation if no other read has both.
        if (mutation == Mutation.GARBAGE) {
            assertThat(committed.validity()).isEqualTo(Validity.VIOLATION);
        }
        if (committed.validity() == Validity.VIOLATION) {
            assertThat(strict.validity()).isEqualTo(Validity.VIOLATION);
        }
    }

    @Test
    void mostOlderReadsAreRefuted() {
        assertThat(refuted(Mutation.OLDER)).isGreaterThan(20);
    }

    @Test
    void mostExchangedElementsAreRefuted() {
        assertThat(refuted(Mutation.EXCHANGED)).isGreaterThan(20);
    }

    /** Returns how many of 40 changed histories are refuted. */
    private static int refuted(Mutation mutation) {
        int refuted = 0;
        for (int seed = 0; seed < 40; seed++) {
            Kind kind = seed % 2 == 0 ? Kind.LIST_APPEND : Kind.RW_REGISTER;
            String changed = mutated(edn(seed, kind), kind, mutation, seed);
            refuted += decide(changed, IsolationLevel.STRICT_SERIALIZABLE).validity() == Validity.VIOLATION ? 1 : 0;
        }
        return refuted;
    }
}
