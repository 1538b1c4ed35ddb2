using System.Text;
using FsCheck;
using FsCheck.Xunit;

namespace Seedance.Tests;

/// <summary>The service's words are safe to show: the key is removed in every common form, and so are characters that hide or reorder text.</summary>
public sealed class KeyRedactorTests
{
    private const string Key = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";

    // The base64 of these characters has + and /.
    private const string UnusualKey = "3?9>~b?>-~>?9?>~";

    [Theory]
    [InlineData("0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162")]
    [InlineData("0F9B7A52-7C1E-4B7C-8A53-1D2E3F405162")]
    [InlineData("0f9b7a527c1e4b7c8a531d2e3f405162")]
    [InlineData("0F9B7A527C1E4B7C8A531D2E3F405162")]
    [InlineData("0F9b7A52-7c1E4b7c8a53-1d2e3F405162")]
    public void The_key_is_removed_in_any_case_with_or_without_dashes(string form) =>
        Assert.Equal("bad key [API key]; retry", new KeyRedactor(Key).Redact($"bad key {form}; retry"));

    [Theory]
    [InlineData(Key)]
    [InlineData("0F9B7A52-7C1E-4B7C-8A53-1D2E3F405162")]
    [InlineData("0f9b7a527c1e4b7c8a531d2e3f405162")]
    [InlineData("0F9B7A527C1E4B7C8A531D2E3F405162")]
    public void The_key_is_removed_from_base64_wherever_it_begins_in_it(string form)
    {
        var redactor = new KeyRedactor(Key);
        foreach (var prefix in new[] { "", "a", "ab", "abc", "Bearer ", "authorization: Bearer " })
        {
            foreach (var suffix in new[] { "", "a", "ab", "abc", "\r\nHost: cloud.leonardo.ai" })
            {
                AssertKeyIsRemoved(redactor, Encoding.UTF8.GetBytes(prefix), form, Encoding.UTF8.GetBytes(suffix), text => text);
            }
        }
    }

    [Property]
    public void The_key_is_removed_from_base64_whatever_is_beside_it(byte[] before, byte[] after)
    {
        AssertKeyIsRemoved(new KeyRedactor(Key), before, Key, after, text => text);
        AssertKeyIsRemoved(new KeyRedactor(UnusualKey), before, UnusualKey, after, text => text);
    }

    [Property]
    public void The_key_is_removed_from_base64url(byte[] before, byte[] after) =>
        AssertKeyIsRemoved(new KeyRedactor(UnusualKey), before, UnusualKey, after, text => text.Replace('+', '-').Replace('/', '_'));

    [Fact]
    public void The_base64_of_the_unusual_key_differs_in_base64url() =>
        Assert.All(new[] { '+', '/' }, character => Assert.Contains(character, Convert.ToBase64String(Encoding.UTF8.GetBytes(UnusualKey))));

    [Theory]
    [InlineData("0f9b7a52\u0000-7c1e-4b7c-8a53-1d2e3f405162")]
    [InlineData("0f9b7a52-7c1e-\r\n4b7c-8a53-1d2e3f405162")]
    [InlineData("0f9b7a52 7c1e 4b7c 8a53 1d2e3f405162")]
    [InlineData("0f9b7a52\u200B7c1e\u00AD4b7c\uFEFF8a53\u202E1d2e3f405162")]
    [InlineData("0f9b7a52\u20137c1e\u20144b7c\u20108a53-1d2e3f405162")]
    [InlineData("0f9b7a52%2D7c1e%2d4b7c%2D8a53%2D1d2e3f405162")]
    [InlineData("%30%66%39%62%37%61%35%32-7c1e-4b7c-8a53-1d2e3f405162")]
    [InlineData("%2530f9b7a52%252D7c1e-4b7c-8a53-1d2e3f405162")]
    [InlineData("0f9b7a52\\n7c1e\\u00004b7c\\\\r\\\\n8a53\\t1d2e3f405162")]
    [InlineData("\\u0030f9b7a52-7c1e-4b7c-8a53-1d2e3f40516\\u0032")]
    [InlineData("&#48;f9b7a52-7c1e-4b7c&#x2D;8a53&amp;#45;1d2e3f405162")]
    [InlineData("MGY5YjdhNTItN2MxZS00Yjdj\r\nLThhNTMtMWQyZTNmNDA1MTYy")]
    public void The_key_is_removed_when_it_is_split_or_escaped(string form) =>
        Assert.Equal("bad key [API key]; retry", new KeyRedactor(Key).Redact($"bad key {form}; retry"));

    [Property]
    public void The_key_is_removed_however_its_characters_are_written(int[] choices)
    {
        var written = HiddenKey.Write(Key, choices);

        Assert.Equal("bad key [API key]; retry", new KeyRedactor(Key).Redact($"bad key {written}; retry"));
    }

    [Theory]
    [InlineData("%41%4\u0031&#48;")]
    [InlineData("a%41b-\\u0030-&#48;-c")]
    [InlineData("----------")]
    [InlineData("x")]
    public void A_key_of_unusual_characters_is_removed_as_it_is(string key) =>
        Assert.Equal("<[API key]>", new KeyRedactor(key).Redact($"<{key}>"));

    [Theory]
    [InlineData("50 % of %zz, %, \\, \\u12, \\q, &, &#, &#;, &#x;, &#99999999;, &amp;amp;, &#x")]
    [InlineData("0f9b7a52-7c1e-4b7c-8a53-1d2e3f40516")]
    [InlineData("0f9b7a52-7c1e-4b7c-8a53-1d2e3f40516 and 2")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, new KeyRedactor(Key).Redact(text));

    [Property]
    public void Text_without_the_key_is_not_changed(NonNegativeInt number)
    {
        var text = $"parameters.width must be one of: {number.Get}; see 1f0c2b6e-53a4-6f10-9a52-0242ac120002";

        Assert.Equal(text, new KeyRedactor(Key).Redact(text));
    }

    [Theory]
    [InlineData("one\r\ntwo", "one two")]
    [InlineData("one\u0000\u001b[31mtwo", "one [31mtwo")]
    [InlineData("one\u0085two\u007fthree", "one two three")]
    [InlineData("one\u202Etwo\u202C", "one two ")]
    [InlineData("one\u2066two\u2069", "one two ")]
    [InlineData("one\u200Etwo\u200Fthree", "one two three")]
    public void Control_characters_and_characters_that_reorder_text_become_spaces(string text, string shown) =>
        Assert.Equal(shown, new KeyRedactor(Key).Redact(text));

    /// <summary>Beside the replacement there may be characters that contain a part of a character of the key, but never a complete one.</summary>
    private static void AssertKeyIsRemoved(KeyRedactor redactor, byte[] before, string key, byte[] after, Func<string, string> encode)
    {
        byte[] bytes = [.. before, .. Encoding.UTF8.GetBytes(key), .. after];
        var text = encode(Convert.ToBase64String(bytes).TrimEnd('='));
        var paddingBits = (text.Length * 6) - (bytes.Length * 8);

        var parts = redactor.Redact(text).Split("[API key]");

        Assert.Equal(2, parts.Length);
        Assert.StartsWith(parts[0], text, StringComparison.Ordinal);
        Assert.EndsWith(parts[1], text, StringComparison.Ordinal);
        Assert.InRange((parts[0].Length * 6) - (before.Length * 8), 0, 7);
        Assert.InRange((parts[1].Length * 6) - paddingBits - (after.Length * 8), 0, 7);
    }
}
