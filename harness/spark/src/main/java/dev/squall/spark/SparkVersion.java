package dev.squall.spark;

import dev.squall.world.WorldException;
import java.lang.reflect.InvocationTargetException;

/** Version of the Spark on the class path. */
final class SparkVersion {

    static final String EXPECTED = "4.2 for Scala 2.13";

    private static final String RELEASE = "4.2.";

    private SparkVersion() {}

    /** Returns the version, such as 4.2.0. The constant of another version must not be compiled in. */
    static String found() {
        try {
            return String.valueOf(Class.forName("org.apache.spark.package$")
                    .getMethod("SPARK_VERSION")
                    .invoke(Class.forName("org.apache.spark.package$")
                            .getField("MODULE$")
                            .get(null)));
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new WorldException(
                    "the version of the Spark on the class path is unknown (" + cause + "); expected " + EXPECTED, e);
        }
    }

    /** @throws WorldException if the version is another release; masters refuse drivers of other releases */
    static void requireExpected(String found) {
        if (!found.startsWith(RELEASE)) {
            throw new WorldException("the Spark on the class path has version " + found + "; expected " + EXPECTED
                    + ", the same as that of the cluster: let SPARK_HOME name one");
        }
    }
}
