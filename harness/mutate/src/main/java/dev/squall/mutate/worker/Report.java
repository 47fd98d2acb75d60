package dev.squall.mutate.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.mutate.MutantVerdict;

/**
 * One line from a process that runs mutants: the run that begins, the verdict on a mutant, or the failure of the
 * process.
 *
 * @param run number of the run that begins, or 0
 * @param verdict verdict on the mutant, or null
 * @param failure the failure of the process in words, or null
 */
record Report(int run, MutantVerdict verdict, String failure) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Report run(int number) {
        return new Report(number, null, null);
    }

    static Report verdict(MutantVerdict verdict) {
        return new Report(0, verdict, null);
    }

    static Report failure(String words) {
        return new Report(0, null, words);
    }

    /** Returns the report as JSON on one line. */
    String toLine() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is no JSON", e);
        }
    }

    /** @throws IllegalArgumentException if the line is no report */
    static Report ofLine(String line) {
        try {
            return MAPPER.readValue(line, Report.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a process with mutants wrote '" + line + "'; expected a report", e);
        }
    }
}
