package dev.squall.cli.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;

/** Printer of JSON for programs. */
public final class JsonOutput {

    private JsonOutput() {}

    public static void print(Map<String, Object> content, PrintWriter out) {
        try {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, strings and numbers were expected", e);
        }
    }
}
