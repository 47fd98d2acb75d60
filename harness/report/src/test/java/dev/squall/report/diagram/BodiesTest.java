package dev.squall.report.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private static String shortened(String json) throws Exception {
        return Bodies.shortened(new ObjectMapper().readTree(json));
    }

    @Test
    void theTypeStandsBeforeTheRest() throws Exception {
        assertThat(shortened("{\"key\":0,\"type\":\"write\",\"value\":{\"a\":[1,null]}}"))
                .isEqualTo("write {\"key\":0,\"value\":{\"a\":[1,null]}}");
        assertThat(shortened("{\"type\":\"started\"}")).isEqualTo("started");
        assertThat(shortened("{\"x\":\"\\\"\\n\"}")).isEqualTo("message {\"x\":\"\\\"\\n\"}");
    }

    @Test
    void longNumberListsAreRunLengthEncoded() throws Exception {
        assertThat(shortened("{\"type\":\"recovered\",\"entryTerms\":[1,1,1,1,1,1,1,1,2,2,5]}"))
                .isEqualTo("recovered {\"entryTerms\":\"1×8 2×2 5×1\"}");
    }

    @Test
    void otherLongListsCountOmittedElements() throws Exception {
        assertThat(shortened("{\"type\":\"t\",\"l\":[\"a\",2,3,4,5,6,7,8,9]}"))
                .isEqualTo("t {\"l\":[\"a\",2,3,\"… 6 more\"]}");
    }

    @Test
    void aLongTextIsCut() throws Exception {
        assertThat(shortened("{\"type\":\"t\",\"s\":\"" + "x".repeat(1000) + "\"}"))
                .isEqualTo("t {\"s\":\"" + "x".repeat(79) + "…\"}");
    }

    @Test
    void nonObjectBodyHasNoParts() throws Exception {
        assertThat(shortened("[1]")).isEqualTo("message");
        assertThat(shortened("null")).isEqualTo("message");
    }
}
