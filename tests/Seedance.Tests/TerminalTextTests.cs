using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Seedance.PowerShell.Views;

namespace Seedance.Tests;

/// <summary>Text that is cut by the columns that it takes in a terminal.</summary>
public sealed class TerminalTextTests
{
    private static readonly string[] _pieces =
        ["a", " ", "é", "e\u0301", "狐", "ｗ", "한", "🦊", "⭐", "⭐\uFE0F", "❤\uFE0F", "👨‍👩‍👧‍👦", "🇩🇪", "𝒜", "\u200B", "\n", "\t", "\u001b[31m", "\u202E", "\ud800", "\udc00", "…"];

    /// <summary>Texts of all that takes no, one or two columns, and of what is no character at all.</summary>
    public static Arbitrary<string> Texts() => Gen.Elements(_pieces).ListOf().Select(string.Concat).ToArbitrary();

    [Property(Arbitrary = [typeof(TerminalTextTests)], MaxTest = 2000)]
    public void It_is_never_wider_than_asked(string text, byte width)
    {
        var columns = 1 + (width % 60);

        Assert.InRange(TerminalText.CountColumns(TerminalText.Cut(text, columns)), 0, columns);
    }

    [Property(Arbitrary = [typeof(TerminalTextTests)], MaxTest = 2000)]
    public void What_fits_is_not_cut_and_what_does_not_ends_with_an_ellipsis(string text, byte width)
    {
        var columns = 1 + (width % 60);
        var line = TerminalText.Clean(text);
        var cut = TerminalText.Cut(text, columns);

        if (TerminalText.CountColumns(line) <= columns)
        {
            Assert.Equal(line, cut);
        }
        else
        {
            Assert.EndsWith("…", cut, StringComparison.Ordinal);
            Assert.StartsWith(cut[..^1], line, StringComparison.Ordinal);
        }
    }

    [Property(Arbitrary = [typeof(TerminalTextTests)], MaxTest = 2000)]
    public void It_splits_no_character_and_holds_no_control_character(string text, byte width)
    {
        var cut = TerminalText.Cut(text, 1 + (width % 60));

        Assert.DoesNotContain(cut, char.IsControl);
        Assert.DoesNotContain('\u202E', cut);
        // Halves of surrogate pairs become the replacement character here.
        Assert.Equal(cut, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
        var boundaries = StringInfo.ParseCombiningCharacters(TerminalText.Clean(text));
        Assert.All(StringInfo.ParseCombiningCharacters(cut.TrimEnd('…')), start => Assert.Contains(start, boundaries));
    }

    [Theory]
    [InlineData("A fox", 5, "A fox")]
    [InlineData("A foxes", 5, "A fo…")]
    [InlineData("A fox runs", 7, "A fox…")]
    [InlineData("狐狸跑", 6, "狐狸跑")]
    [InlineData("狐狸跑步", 6, "狐狸…")]
    [InlineData("🦊🦊🦊", 6, "🦊🦊🦊")]
    [InlineData("🦊🦊🦊🦊", 6, "🦊🦊…")]
    [InlineData("", 5, "")]
    [InlineData("two\r\nlines", 10, "two  lines")]
    public void It_counts_wide_characters_as_two_columns(string text, int columns, string expected) => Assert.Equal(expected, TerminalText.Cut(text, columns));

    [Fact]
    public void An_emoji_of_the_basic_plane_counts_as_two_for_PowerShell_too() => Assert.Equal("⭐\uFE0F⭐\uFE0F…", TerminalText.Cut("⭐⭐⭐⭐", 5));
}
