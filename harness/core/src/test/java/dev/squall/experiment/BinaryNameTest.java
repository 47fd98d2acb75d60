package dev.squall.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryNameTest {

    @ParameterizedTest
    @CsvSource({
        "./node.py, node.py",
        "/a/b/node.py --fast, node.py-fast",
        "/usr/bin/python3 ../raft.py, raft.py",
        "python3.12 raft.py 2 a/b.json, raft.py-2-b.json",
        "java -jar target/node.jar x, node.jar-x",
        "/bin/sh, sh",
        "/, node"
    })
    void nameIsThatOfTheScriptWithItsArguments(String command, String name) {
        assertThat(BinaryName.of(List.of(command.split(" ")))).isEqualTo(name);
    }
}
