package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.IFn;
import dev.squall.fault.FaultFamily;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a course system as the database of a Jepsen test, through Jepsen's protocols only. */
class ClusterNamespaceTest {

    @TempDir
    private static Path folder;

    private static Object system;

    @BeforeAll
    static void startTheNodes() {
        system = Namespaces.evaluate("(let [system (squall.jepsen.cluster/system"
                + " {:program \"dev.squall.lectures.raft.RaftProgram\", :nodes [\"a\" \"b\" \"c\"],"
                + " :nodes-folder \"" + folder + "\"})]"
                + " (jepsen.db/setup! (squall.jepsen.cluster/db system) {} \"a\")"
                + " (jepsen.db/setup! (squall.jepsen.cluster/db system) {} \"b\")"
                + " system)");
    }

    @AfterAll
    static void endTheNodes() {
        of(system, "(jepsen.db/teardown! (squall.jepsen.cluster/db system) {} \"a\")");
        of(system, "(jepsen.db/teardown! (squall.jepsen.cluster/db system) {} \"b\")");
    }

    private static Object of(Object system, String expression) {
        return ((IFn) Namespaces.evaluate("(fn [system] " + expression + ")")).invoke(system);
    }

    /**
     * Evaluates a body with the variables {@code system}, {@code db}, {@code client}, {@code nemesis} and {@code net}.
     */
    private static Object inTest(String body) {
        return of(
                system,
                "(let [test (squall.jepsen.cluster/test-map system)"
                        + " db (:db test)"
                        + " client (jepsen.client/open! (:client test) test \"a\")"
                        + " nemesis (jepsen.nemesis/setup! (:nemesis test) test)"
                        + " net (squall.jepsen.net/net system)"
                        + " invoke (fn [f value] (jepsen.client/invoke! client test"
                        + "   {:type :invoke, :process 0, :f f, :value value}))"
                        // Writes fail until there is a leader.
                        + " until-ok (fn [f value] (first (filter (comp #{:ok} :type)"
                        + "   (repeatedly 400 (fn [] (deref (promise) 50 nil) (invoke f value))))))]"
                        + " (try " + body + " (finally (jepsen.nemesis/teardown! nemesis test))))");
    }

    @Test
    void clientReadsItsOwnWrite() {
        Object values = inTest("[(:type (until-ok :write 5)) (:value (until-ok :read nil))]");
        assertThat(values).hasToString("[:ok 5]");
    }

    @Test
    void independentKeysKeepTheirValuesApart() {
        Object values = inTest("(do (until-ok :write (clojure.lang.MapEntry/create 1 5))"
                + " [(:value (until-ok :read (clojure.lang.MapEntry/create 1 nil)))"
                + "  (val (:value (until-ok :read (clojure.lang.MapEntry/create 2 nil))))])");
        assertThat(values).hasToString("[[1 5] nil]");
    }

    @Test
    void aKilledNodeRefusesAndAPausedOneIsSilent() {
        Object types = inTest("(do (until-ok :write 5)"
                + " [(jepsen.db/kill! db test \"a\") (:type (invoke :write 6)) (jepsen.db/start! db test \"a\")"
                + "  (:value (until-ok :read nil))"
                + "  (jepsen.db/pause! db test \"a\") (:type (invoke :write 7)) (jepsen.db/resume! db test \"a\")"
                + "  (:type (until-ok :read nil))])");
        assertThat(types).hasToString("[:killed :fail :started 5 :paused :info :resumed :ok]");
    }

    @Test
    void nemesisDrawsFaultsOrTakesThem() {
        Object said = inTest("(do (until-ok :write 5)"
                + " [(:shape (first (:value (jepsen.nemesis/invoke! nemesis test"
                + "    {:type :info, :f :start-partition, :value :one-way}))))"
                + "  (:type (jepsen.nemesis/invoke! nemesis test {:type :info, :f :stop-partition, :value nil}))"
                + "  (count (:value (jepsen.nemesis/invoke! nemesis test {:type :info, :f :start-kill, :value nil})))"
                + "  (:type (jepsen.nemesis/invoke! nemesis test {:type :info, :f :stop-kill, :value nil}))"
                + "  (:type (until-ok :read nil))])");
        assertThat(String.valueOf(said)).matches("\\[:one-way :info [123] :info :ok]");
    }

    @Test
    void nemesisNamesAllItsFunctions() {
        Set<?> functions = (Set<?>) inTest("(set (map name (jepsen.nemesis/fs nemesis)))");
        assertThat(functions)
                .isEqualTo(Stream.of(FaultFamily.values())
                        .flatMap(family -> Stream.of(family.startFunction(), family.stopFunction()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void jepsensNetworkCutsANodeOffAndHeals() {
        Object types = inTest("(do (until-ok :write 5)"
                + " (jepsen.net.proto/drop-all! net test"
                + "   {\"a\" [\"b\" \"c\"], \"b\" [\"a\" \"c\"], \"c\" [\"a\" \"b\"]})"
                + " [(= :ok (:type (invoke :write 6)))"
                + "  (do (jepsen.net.proto/heal! net test) (:type (until-ok :write 7)))"
                + "  (do (jepsen.net.proto/shape! net test [\"a\"] {:delay {:time :5ms}, :loss {:percent :10%}})"
                + "      (jepsen.net.proto/fast! net test) (:type (until-ok :write 8)))])");
        assertThat(types).hasToString("[false :ok :ok]");
    }
}
