package dev.squall.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.CertificateVerifier;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.history.EdnReader;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A certificate with the model that is needed to verify it against a history; the content of {@code certificate.json}.
 * Keys, values and states are EDN texts in the file.
 *
 * @param model name of the sequential model in {@link Models}
 * @param initialValue initial value of each object; null for nil
 * @param keyed true if each operation's value is {@code [key value]}
 */
public record StoredCertificate(String model, Object initialValue, boolean keyed, Certificate certificate) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_BYTES = 256L << 20;

    public StoredCertificate {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(certificate, "certificate");
    }

    /** Returns a certificate in its stored form; empty if its model is not in {@link Models}. */
    public static Optional<StoredCertificate> of(Model model, boolean keyed, Certificate certificate) {
        return Models.origin(model)
                .map(origin -> new StoredCertificate(origin.getKey().name(), origin.getValue(), keyed, certificate));
    }

    /**
     * Verifies the certificate with {@link CertificateVerifier}.
     *
     * @throws IllegalArgumentException if the model is unknown; the message is one sentence
     */
    public Confirmation verify(History history) {
        Models.Named named = Models.named(model);
        Model object = named.takesInitialValue() ? named.model(initialValue) : named.model();
        return CertificateVerifier.verify(history, SequentialObject.of(object), keyed, certificate);
    }

    /** Returns the certificate as JSON data. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("initialValue", EdnWriter.toEdn(initialValue));
        json.put("keyed", keyed);
        if (certificate instanceof Counterexample claim) {
            json.put("key", EdnWriter.toEdn(claim.key()));
            json.put("core", claim.core());
            json.put("unplaceable", claim.unplaceable());
            json.put("possibleStates", texts(claim.possibleStates()));
            json.put("repeatable", claim.repeatable());
            json.put("elements", texts(claim.elements()));
        } else {
            json.putAll(RunSummary.of((Linearization) certificate));
        }
        return json;
    }

    private static List<String> texts(List<Object> values) {
        return values.stream().map(EdnWriter::toEdn).toList();
    }

    /**
     * Reads a certificate from a file.
     *
     * @throws HistoryFormatException if the file is not a certificate; the message names the expected form
     * @throws IOException if the file cannot be read
     */
    public static StoredCertificate read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new HistoryFormatException("found a certificate of more than " + (MAX_BYTES >> 20) + " MiB");
        }
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (IOException malformed) {
            throw new HistoryFormatException(
                    "found no JSON text in " + file.getFileName() + ", expected a certificate");
        }
        Certificate certificate = json.has("orders") ? linearization(json) : counterexample(json);
        Object initial = value(field(json, "initialValue", JsonNode::isTextual));
        boolean keyed = field(json, "keyed", JsonNode::isBoolean).booleanValue();
        return new StoredCertificate(
                field(json, "model", JsonNode::isTextual).textValue(), initial, keyed, certificate);
    }

    private static Certificate linearization(JsonNode json) {
        List<Linearization.Order> orders = new ArrayList<>();
        for (JsonNode order : field(json, "orders", JsonNode::isArray)) {
            Object key = Values.normal(value(field(order, "key", JsonNode::isTextual)));
            orders.add(new Linearization.Order(key, list(order, "invocations", StoredCertificate::index)));
        }
        return new Linearization(orders);
    }

    private static Certificate counterexample(JsonNode json) {
        return new Counterexample(
                Values.normal(value(field(json, "key", JsonNode::isTextual))),
                list(json, "core", StoredCertificate::index),
                index(field(json, "unplaceable", JsonNode::isInt)),
                list(json, "possibleStates", StoredCertificate::value),
                field(json, "repeatable", JsonNode::isBoolean).booleanValue(),
                list(json, "elements", StoredCertificate::value));
    }

    private static JsonNode field(JsonNode json, String name, Predicate<JsonNode> isRight) {
        JsonNode field = json.path(name);
        if (!isRight.test(field)) {
            String found = field.isMissingNode() ? "no field " + name : name + " " + field;
            throw new HistoryFormatException(
                    "found " + found + " in the certificate, expected one as squall run writes");
        }
        return field;
    }

    private static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        field(json, name, JsonNode::isArray).forEach(node -> list.add(element.apply(node)));
        return list;
    }

    private static int index(JsonNode node) {
        if (!node.isInt()) {
            throw new HistoryFormatException(
                    "found " + node + " in the certificate, expected the index of an operation");
        }
        return node.intValue();
    }

    private static Object value(JsonNode node) {
        if (!node.isTextual()) {
            throw new HistoryFormatException("found " + node + " in the certificate, expected an EDN text");
        }
        return new EdnReader(node.textValue()).read();
    }
}
