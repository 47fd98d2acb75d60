package dev.squall.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.world.server.ServerFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPreparationTest {

    private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

    static {
        ADDRESSES.put("n1", "10.0.0.3");
        ADDRESSES.put("n2", "10.0.0.2");
        ADDRESSES.put("n3", "10.0.0.4");
    }

    @TempDir
    private Path folder;

    @Test
    void eachEtcdKnowsAllByTheirAddresses() {
        assertThat(new EtcdServer(false).prepare("n2", ADDRESSES, folder, "/data/n2"))
                .startsWith("etcd", "--name=n2", "--data-dir=/data/n2/data")
                .contains("--initial-cluster=n1=http://10.0.0.3:2380,n2=http://10.0.0.2:2380,n3=http://10.0.0.4:2380")
                .contains("--initial-advertise-peer-urls=http://10.0.0.2:2380");
    }

    @Test
    void eachZooKeeperHasANumberOfItsOwnByWhichAllKnowIt() throws Exception {
        List<String> command = new ZooKeeperServer(false).prepare("n2", ADDRESSES, folder, "/data/n2");

        assertThat(command).endsWith("/data/n2/zoo.cfg");
        assertThat(folder.resolve("data/myid")).hasContent("2");
        assertThat(Files.readAllLines(folder.resolve("zoo.cfg")))
                .contains("dataDir=/data/n2/data")
                .contains("server.1=10.0.0.3:2888:3888", "server.2=10.0.0.2:2888:3888", "server.3=10.0.0.4:2888:3888");
    }

    @Test
    void theFirstRedisIsTheMasterUntilSentinelsOfWhichAMajorityMustAgreeMakeAnother() throws Exception {
        Path first = Files.createDirectory(folder.resolve("n1"));
        Path second = Files.createDirectory(folder.resolve("n2"));
        new RedisServer().prepare("n1", ADDRESSES, first, "/data/n1");
        new RedisServer().prepare("n2", ADDRESSES, second, "/data/n2");

        assertThat(first.resolve("redis.conf")).content().doesNotContain("replicaof");
        assertThat(second.resolve("redis.conf")).content().contains("replicaof 10.0.0.3 6379");
        assertThat(first.resolve("sentinel.conf")).content().contains("sentinel monitor squall 10.0.0.3 6379 2");
    }

    @Test
    void theNodeThatBecamePrimaryLastIsThePrimary() {
        SystemUnderTest etcd = new RealSystems().systems().get(0);
        JournalAnalysis journal = etcd.journalAnalysis().apply(List.of("n1", "n2", "n3"));
        assertThat(journal.primary()).isEmpty();
        journal.onFact(1, "n3", 0, new ServerFacts.BecamePrimary());
        journal.onFact(2, "n1", 2, new ServerFacts.BecamePrimary());

        assertThat(journal.primary()).contains("n1");
    }

    @Test
    void realSystemsSufferCutsKillsAndPausesAndNothingElse() {
        assertThat(new RealSystems().systems()).allSatisfy(system -> assertThat(system.faults())
                .containsExactly(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.PAUSE));
    }

    @Test
    void clientsOfZooKeeperOnlyReadInPartUnlessAskedOtherwise() {
        assertThat(new RealSystems().systems())
                .filteredOn(system -> system.name().startsWith("zookeeper"))
                .hasSize(2)
                .allSatisfy(system -> assertThat(system.workloads())
                        .startsWith("register-readers", "lin-kv")
                        .doesNotHaveDuplicates());
    }
}
