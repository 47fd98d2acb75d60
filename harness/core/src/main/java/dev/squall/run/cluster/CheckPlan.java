package dev.squall.run.cluster;

import java.io.Serializable;
import java.util.List;

/**
 * Plan of a check of history files by key. Each file has one operation a line, in real-time order.
 *
 * @param files absolute paths or URIs, which every machine can read
 * @param keyed true if values are {@code [key value]}; else each file is one object, which one machine checks
 * @param check check of the operations on one key
 */
public record CheckPlan(List<String> files, boolean keyed, KeyCheck check) implements Serializable {

    private static final long serialVersionUID = 1;

    public CheckPlan {
        files = List.copyOf(files);
    }
}
