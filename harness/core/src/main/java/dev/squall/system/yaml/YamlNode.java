package dev.squall.system.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Node of a YAML document with its line number, which Jackson's own tree does not have.
 *
 * @param line line number, from 1; for a field's value it is the line of the field's name
 * @param value a map from text to {@code YamlNode}, a list of {@code YamlNode}, a text as written, or empty
 */
public record YamlNode(int line, Optional<Object> value) {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws YamlFormatException if the text is not exactly one YAML document */
    public static YamlNode parse(String text) {
        try (YAMLParser parser = YAML.createParser(text)) {
            JsonToken first = parser.nextToken();
            YamlNode root = first == null ? new YamlNode(1, Optional.empty()) : node(parser, 1);
            if (parser.nextToken() != null) {
                throw notYaml(parser.currentTokenLocation(), "a second document", null);
            }
            return root;
        } catch (JsonProcessingException e) {
            throw notYaml(e.getLocation(), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text was read, no file", e);
        }
    }

    private static YamlFormatException notYaml(JsonLocation location, String message, Throwable cause) {
        String where = location == null ? "" : "line " + location.getLineNr() + ": ";
        String found = message == null ? "no YAML" : message.lines().findFirst().orElse("no YAML");
        return new YamlFormatException(where + found + "; expected one document of YAML without aliases", cause);
    }

    private static YamlNode node(YAMLParser parser, int line) throws IOException {
        if (parser.isCurrentAlias()) {
            // Rejects YAML aliases: the parser would take an alias for a text with the alias's name.
            throw notYaml(parser.currentTokenLocation(), "an alias", null);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> new YamlNode(line, Optional.of(map(parser)));
            case START_ARRAY -> new YamlNode(line, Optional.of(list(parser)));
            case VALUE_NULL -> new YamlNode(line, Optional.empty());
            default -> new YamlNode(line, Optional.of(parser.getText()));
        };
    }

    private static Map<String, YamlNode> map(YAMLParser parser) throws IOException {
        Map<String, YamlNode> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            map.put(name, node(parser, line));
        }
        return map;
    }

    private static List<YamlNode> list(YAMLParser parser) throws IOException {
        List<YamlNode> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node(parser, parser.currentTokenLocation().getLineNr()));
        }
        return list;
    }

    @Override
    public String toString() {
        if (value.isEmpty()) {
            return "nothing";
        }
        Object found = value.get();
        return found instanceof Map<?, ?> ? "a map" : found.toString();
    }
}
