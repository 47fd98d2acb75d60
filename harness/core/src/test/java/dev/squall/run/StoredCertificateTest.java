package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Budget;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.certificate.Confirmation.Outcome;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCertificateTest {

    private static final String READ_OF =
            """
            {:type :invoke :process 0 :f :write :value [1 %1$s]}
            {:type :ok :process 0 :f :write :value [1 %1$s]}
            {:type :invoke :process 1 :f :read :value [1 nil]}
            {:type :ok :process 1 :f :read :value [1 %2$s]}
            """;

    @TempDir
    private Path folder;

    private StoredCertificate stored(History history) throws IOException {
        Model register = Models.named("cas-register").model(5L);
        StoredCertificate certificate = new LinearizabilityChecker(register, true)
                .examine(history, Budget.DEFAULT)
                .certificate(Budget.DEFAULT)
                .flatMap(found -> StoredCertificate.of(register, true, found))
                .orElseThrow();
        Path file = folder.resolve("certificate.json");
        Files.writeString(file, new ObjectMapper().writeValueAsString(certificate.toJson()));
        StoredCertificate read = StoredCertificate.read(file);
        assertThat(read).isEqualTo(certificate);
        return read;
    }

    @Test
    void storedCertificatesAreReadBackAndConfirmed() throws IOException {
        History valid = HistoryReader.parse(READ_OF.formatted("\"a\"", "\"a\""));
        History stale = HistoryReader.parse(READ_OF.formatted("\"a\"", "5"));
        StoredCertificate order = stored(valid);
        StoredCertificate core = stored(stale);
        assertThat(order.verify(valid).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(core.verify(stale).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(order.verify(stale).outcome()).isEqualTo(Outcome.REFUTED);
        assertThat(core.verify(valid).outcome()).isEqualTo(Outcome.REFUTED);
    }

    @Test
    void namedModelsAreFoundWithInitialValues() {
        for (Models.Named named : Models.all()) {
            assertThat(Models.origin(named.model()))
                    .hasValueSatisfying(origin -> assertThat(origin.getValue()).isEqualTo(named.initialValue()));
        }
        assertThat(Models.origin(Models.named("multi-register").model(7L)))
                .hasValueSatisfying(origin -> assertThat(origin.getValue()).isEqualTo(7L));
        assertThat(Models.origin(Models.named("kv-map").model("x")))
                .hasValueSatisfying(origin -> assertThat(origin.getValue()).isEqualTo("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"orders\": []}",
                "{\"orders\": 5, \"model\": \"set\", \"keyed\": false, \"initialValue\": \"nil\"}",
                "{\"orders\": [{\"key\": \"nil\", \"invocations\": [0.5]}]}",
                "{\"key\": \"nil\", \"core\": [99999999999]}"
            })
    void malformedCertificateIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("certificate.json"), text);
        assertThatThrownBy(() -> StoredCertificate.read(file))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining("expected");
    }
}
