using Seedance.PowerShell.Film;

namespace Seedance.Tests;

/// <summary>On .NET Framework arguments are one text, which programs split by the rules of Windows (CommandLineToArgvW).</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("fox.mp4", "fox.mp4")]
    [InlineData("-leading", "-leading")]
    [InlineData("", "\"\"")]
    [InlineData(@"C:\two words\fox.mp4", @"""C:\two words\fox.mp4""")]
    [InlineData(@"C:\no\space\", @"C:\no\space\")]
    [InlineData(@"C:\a folder\", @"""C:\a folder\\""")]
    [InlineData(@"a ""quoted"" name", @"""a \""quoted\"" name""")]
    [InlineData(@"back\""slash", @"""back\\\""slash""")]
    [InlineData("100% & 'more' | <less>", "\"100% & 'more' | <less>\"")]
    [InlineData("a\tb", "\"a\tb\"")]
    public void An_argument_is_quoted_so_that_a_program_reads_it_as_it_is(string argument, string quoted) => Assert.Equal(quoted, CommandLine.Quote(argument));
}
