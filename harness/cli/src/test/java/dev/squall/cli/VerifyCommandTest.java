package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final String ORDER =
            """
            {"model": "cas-register", "initialValue": "nil", "keyed": false,
             "orders": [{"key": "nil", "invocations": [%s]}]}
            """;

    private static final String CORE =
            """
            {"model": "cas-register", "initialValue": "nil", "keyed": false, "key": "nil", "core": [%s],
             "unplaceable": 8, "possibleStates": ["2"], "repeatable": true, "elements": []}
            """;

    @TempDir
    private Path folder;

    private Squall.Result verify(String history, String certificate) throws IOException {
        Files.writeString(folder.resolve("history.edn"), history);
        Files.writeString(folder.resolve("certificate.json"), certificate);
        return Squall.run("verify", folder.toString());
    }

    @Test
    void aCounterexampleOfAViolationIsConfirmed() throws IOException {
        Squall.Result result = verify(Histories.STALE, CORE.formatted("4, 8"));
        assertThat(result.out())
                .startsWith("counterexample of a violation, model cas-register, ")
                .contains("confirmed: ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aFalseCertificateProvesNothing() throws IOException {
        Squall.Result core = verify(Histories.STALE, CORE.formatted("8"));
        assertThat(core.out()).contains("refuted: an order explains the core");
        assertThat(core.exitCode()).isEqualTo(255);
        Squall.Result order = verify(Histories.STALE, ORDER.formatted("0, 4, 8"));
        assertThat(order.out()).startsWith("linearization of a valid history").contains("refuted: ");
        assertThat(order.exitCode()).isEqualTo(255);
    }

    @Test
    void theCertificateOfARunIsConfirmed() {
        Squall.run("run", "raft-kv", "--time-limit", "5s", "--runs", folder.toString());
        Squall.Result result = Squall.run("verify", folder.resolve("latest").toString());
        assertThat(result.out()).startsWith("linearization of a valid history, model cas-register, ");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void missingOrMalformedCertificateIsRefused() throws IOException {
        Squall.Result missing = Squall.run("verify", folder.toString());
        assertThat(missing.exitCode()).isEqualTo(254);
        assertThat(missing.err()).contains("found no file");
        Squall.Result malformed = verify(Histories.STALE, "{}");
        assertThat(malformed.exitCode()).isEqualTo(254);
        assertThat(malformed.err()).contains("found no field key in the certificate");
    }
}
