using System.Text;
using System.Text.Json;

namespace Seedance.Fuzz;

/// <summary>Finds the values of a JSON text, so that one can be replaced by another.</summary>
internal static class JsonValues
{
    /// <summary>Values of each type, the most unusual ones.</summary>
    private static readonly byte[][] _unusual =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1e400", "1E-400", "-0.5", "2147483648", "9223372036854775808", "79228162514264337593543950335", "-79228162514264337593543950335",
            "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"1e28\"", "\"NaN\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"https://\"", "\"http://[::1\"",
            "\"{\\\"\\\\ud800\\\":1}\"", "\"{\\\"k\\\":\\\"\\\\ud800\\\"}\"", "\"{\\\"k\\\":{\\\"\\\\ud800\\\":1}}\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"a\":[]}", "{\"\\ud800\":1}", "{\"\":null}",
        }.Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes(new string('[', 70) + new string(']', 70)),
    ];

    /// <summary>Replaces one value by an unusual one or by a value of another text. A text that is not JSON is returned as it is.</summary>
    public static byte[] Replace(byte[] text, byte[] other, Random random)
    {
        var values = Find(text);
        if (values.Count == 0)
        {
            return text;
        }

        var others = Find(other);
        var (start, end) = values[random.Next(values.Count)];
        var replacement = others.Count > 0 && random.Next(2) == 0 ? Slice(other, others[random.Next(others.Count)]) : _unusual[random.Next(_unusual.Length)];
        return [.. text.AsSpan(0, start), .. replacement, .. text.AsSpan(end)];
    }

    private static byte[] Slice(byte[] text, (int Start, int End) value) => text[value.Start..value.End];

    private static List<(int Start, int End)> Find(byte[] text)
    {
        var values = new List<(int Start, int End)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((int)reader.TokenStartIndex);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        values.Add((open.Pop(), (int)reader.BytesConsumed));
                        break;
                    case not JsonTokenType.PropertyName:
                        values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return values;
    }
}
