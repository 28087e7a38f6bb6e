package floodchat.front.tui.text;

import com.googlecode.lanterna.TextColor;

/** How far two colours are apart: CIEDE2000 (ISO/CIE 11664-6), also to eyes that don't see red or green. */
final class ColourDistance {
    enum Eyes {
        NORMAL,
        PROTANOPE,
        DEUTERANOPE;

        /** Of linear RGB: Machado, Oliveira and Fernandes (2009), table 1, severity 1.0. */
        private double[][] matrix() {
            return switch (this) {
                case NORMAL -> new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
                case PROTANOPE ->
                    new double[][] {
                        {0.152286, 1.052583, -0.204868},
                        {0.114503, 0.786281, 0.099216},
                        {-0.003882, -0.048116, 1.051998}
                    };
                case DEUTERANOPE ->
                    new double[][] {
                        {0.367322, 0.860646, -0.227968},
                        {0.280085, 0.672501, 0.047413},
                        {-0.011820, 0.042940, 0.968881}
                    };
            };
        }
    }

    /** Linear RGB to CIE XYZ divided by the white of D65 (IEC 61966-2-1). */
    private static final double[][] XYZ = {
        {0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047},
        {0.2126729, 0.7151522, 0.0721750},
        {0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883}
    };

    /** A colour as CIE L*, a*, b*. */
    record Lab(double l, double a, double b) {
        double chroma() {
            return Math.hypot(a, b);
        }
    }

    private ColourDistance() {}

    static double between(TextColor one, TextColor other, Eyes eyes) {
        return ciede2000(lab(one, eyes), lab(other, eyes));
    }

    /** As WCAG 2 counts it: 1 to 21. */
    static double contrast(TextColor one, TextColor other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(TextColor color) {
        double[] rgb = linear(color);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    private static double[] linear(TextColor color) {
        return new double[] {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static Lab lab(TextColor color, Eyes eyes) {
        double[] seen = times(eyes.matrix(), linear(color));
        for (int i = 0; i < seen.length; i++) {
            seen[i] = Math.clamp(seen[i], 0, 1);
        }
        double[] xyz = times(XYZ, seen);
        double x = curve(xyz[0]);
        double y = curve(xyz[1]);
        double z = curve(xyz[2]);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double curve(double share) {
        return share > 216 / 24_389.0 ? Math.cbrt(share) : (24_389 / 27.0 * share + 16) / 116;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int i = 0; i < vector.length; i++) {
                product[row] += matrix[row][i] * vector[i];
            }
        }
        return product;
    }

    /** By Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula" (2005), equations 2 to 22. */
    static double ciede2000(Lab one, Lab other) {
        double seventh = Math.pow((one.chroma() + other.chroma()) / 2, 7);
        double stretch = 1.5 - 0.5 * Math.sqrt(seventh / (seventh + Math.pow(25, 7)));
        Lab first = new Lab(one.l, one.a * stretch, one.b);
        Lab second = new Lab(other.l, other.a * stretch, other.b);
        double hue1 = hue(first);
        double hue2 = hue(second);
        double turn = hue2 - hue1;
        boolean grey = first.chroma() * second.chroma() == 0;
        double turned = grey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
        double meanHue = grey ? hue1 + hue2 : hue1 + turned / 2;
        double dHue = 2 * Math.sqrt(first.chroma() * second.chroma()) * sin(turned / 2);
        double meanChroma = (first.chroma() + second.chroma()) / 2;
        double fromGrey = Math.pow((one.l + other.l) / 2 - 50, 2);
        double t = 1 - 0.17 * cos(meanHue - 30) + 0.24 * cos(2 * meanHue) + 0.32 * cos(3 * meanHue + 6)
                - 0.20 * cos(4 * meanHue - 63);
        double l = (second.l - first.l) / (1 + 0.015 * fromGrey / Math.sqrt(20 + fromGrey));
        double c = (second.chroma() - first.chroma()) / (1 + 0.045 * meanChroma);
        double h = dHue / (1 + 0.015 * meanChroma * t);
        double blue = 30 * Math.exp(-Math.pow((mod360(meanHue) - 275) / 25, 2));
        double power = Math.pow(meanChroma, 7);
        double rotation = -2 * Math.sqrt(power / (power + Math.pow(25, 7))) * sin(2 * blue);
        return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
    }

    private static double hue(Lab color) {
        return mod360(Math.toDegrees(Math.atan2(color.b, color.a)));
    }

    private static double mod360(double degrees) {
        return (degrees % 360 + 360) % 360;
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
