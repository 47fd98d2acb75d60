package dev.squall.report.plot;

/**
 * Division of a run's duration into equal parts, whose length is 1, 2 or 5 times a power of ten.
 *
 * @param widthMillis length of each part in milliseconds
 * @param count number of parts; at least 1
 */
public record Buckets(double widthMillis, int count) {

    private static final int COUNT_MAX = 150;

    /** Returns the division of a run with this duration. */
    public static Buckets over(double endMillis) {
        double power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                double width = factor * power;
                if (endMillis / width < COUNT_MAX) {
                    return new Buckets(width, (int) (endMillis / width) + 1);
                }
            }
            power *= 10;
        }
    }

    public int indexOf(double timeMillis) {
        return (int) Math.min(count - 1, Math.max(0, timeMillis / widthMillis));
    }

    /** Returns the middle of each part, in milliseconds. */
    double[] middlesMillis() {
        double[] middles = new double[count];
        for (int i = 0; i < count; i++) {
            middles[i] = (i + 0.5) * widthMillis;
        }
        return middles;
    }
}
