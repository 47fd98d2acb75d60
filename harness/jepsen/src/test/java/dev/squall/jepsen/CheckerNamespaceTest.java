package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Tests the checker that a Jepsen test names. */
class CheckerNamespaceTest {

    private static final String WRITE =
            "{:type :invoke, :process 0, :f :write, :value 1}" + " {:type :ok, :process 0, :f :write, :value 1}";

    private static Object check(String options, String operations) {
        return Namespaces.evaluate("(jepsen.checker/check (squall.jepsen.checker/linearizable " + options + ") {} ["
                + operations + "] {})");
    }

    private static Object check(String operations, String options, String field) {
        return Namespaces.evaluate("(" + field + " (jepsen.checker/check (squall.jepsen.checker/linearizable " + options
                + ") {} [" + operations + "] {}))");
    }

    private static String read(int value) {
        return " {:type :invoke, :process 1, :f :read, :value nil} {:type :ok, :process 1, :f :read, :value " + value
                + "}";
    }

    @Test
    void readOfWrittenValueIsValid() {
        assertThat(check(WRITE + read(1), "{:model :cas-register}", ":valid?")).isEqualTo(true);
    }

    @Test
    void readOfUnwrittenValueIsInvalidAndShown() {
        assertThat(check(WRITE + read(2), "{:model :cas-register}", ":valid?")).isEqualTo(false);
        assertThat(check(WRITE + read(2), "{:model :cas-register}", "(comp :value :op)"))
                .isEqualTo(2L);
    }

    @Test
    void nemesisOperationsAreNotClientOperations() {
        String nemesis = "{:type :info, :process :nemesis, :f :kill, :value [\"n1\"]} ";
        assertThat(check(nemesis + WRITE + read(1), "{:model :register}", ":valid?"))
                .isEqualTo(true);
    }

    @Test
    void mapEntryValuesAreOnIndependentKeys() {
        String operations = "{:type :invoke, :process 0, :f :write, :value (clojure.lang.MapEntry/create 7 1)}"
                + " {:type :ok, :process 0, :f :write, :value (clojure.lang.MapEntry/create 7 1)}"
                + " {:type :invoke, :process 0, :f :read, :value (clojure.lang.MapEntry/create 8 nil)}"
                + " {:type :ok, :process 0, :f :read, :value (clojure.lang.MapEntry/create 8 nil)}";
        assertThat(check(operations, "{:model :cas-register}", ":valid?")).isEqualTo(true);
    }

    @Test
    void initialValueCanBeGiven() {
        assertThat(check(read(5), "{:model :register, :initial 5}", ":valid?")).isEqualTo(true);
        assertThat(check(read(5), "{:model :register, :initial 4}", ":valid?")).isEqualTo(false);
    }

    @Test
    void checkWithoutTimeNeverAcceptsAWrongHistory() {
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            open.append(" {:type :invoke, :process ")
                    .append(i)
                    .append(", :f :write, :value ")
                    .append(i % 5)
                    .append('}');
        }
        for (int i = 0; i < 200; i++) {
            open.append(" {:type :ok, :process ")
                    .append(i)
                    .append(", :f :write, :value ")
                    .append(i % 5)
                    .append('}');
        }
        Object valid = check(open + read(9), "{:model :register, :time-limit-ms 1, :memory-mb 1}", ":valid?");
        assertThat(valid).isNotEqualTo(true);
    }

    @Test
    void missingOrUnknownModelIsRefused() {
        assertThatThrownBy(() -> check("{}", ""))
                .hasStackTraceContaining("the linearizable checker was given no :model");
        assertThatThrownBy(() -> check("{:model :no-such}", ""))
                .hasStackTraceContaining("found the model no-such, expected one of");
        assertThatThrownBy(() -> check("{:model {:value 1}}", ""))
                .hasStackTraceContaining("the name of one of Squall's");
    }

    @Test
    void otherCheckersCanBeUsed() {
        Object valid = Namespaces.evaluate("(:valid? (jepsen.checker/check (squall.jepsen.checker/check-with"
                + " (fn [keyed?] (dev.squall.check.totals.UniqueIds.)) {}) {}"
                + " [{:type :invoke, :process 0, :f :generate, :value nil}"
                + " {:type :ok, :process 0, :f :generate, :value 1}"
                + " {:type :invoke, :process 0, :f :generate, :value nil}"
                + " {:type :ok, :process 0, :f :generate, :value 1}] {}))");
        assertThat(valid).isEqualTo(false);
    }

    private static Object isolation(String options, String field) {
        return Namespaces.evaluate("(" + field + " (jepsen.checker/check (squall.jepsen.checker/isolation " + options
                + ") {} [{:type :invoke, :process 0, :f :txn, :value [[:append :x 1]]}"
                + " {:type :ok, :process 0, :f :txn, :value [[:append :x 1]]}"
                + " {:type :info, :process :nemesis, :f :kill, :value nil}"
                + " {:type :invoke, :process 1, :f :txn, :value [[:r :x nil]]}"
                + " {:type :ok, :process 1, :f :txn, :value [[:r :x []]]}] {}))");
    }

    @Test
    void staleTransactionIsSerializableAndNotStrictly() {
        assertThat(isolation("{:level :serializable}", ":valid?")).isEqualTo(true);
        assertThat(isolation("{:level :PL-SS, :model :list-append}", ":valid?")).isEqualTo(false);
        assertThat(isolation("", "(comp name :anomaly)")).isEqualTo("G-single-realtime");
        assertThat(isolation("", "(comp :value :op)")).isNotNull();
        assertThat(isolation("{:model :rw-register}", "(comp name :valid?)")).isEqualTo("unknown");
    }

    @Test
    void unknownLevelIsRefused() {
        assertThatThrownBy(() -> isolation("{:level :quantum}", ":valid?"))
                .hasStackTraceContaining("found the level quantum, expected one of read-uncommitted");
        assertThatThrownBy(() -> isolation("{:model :queue}", ":valid?"))
                .hasStackTraceContaining("expected :list-append, :rw-register or :set-add");
    }
}
