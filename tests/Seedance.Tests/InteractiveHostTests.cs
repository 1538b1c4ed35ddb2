using Seedance.PowerShell.Pipeline;

namespace Seedance.Tests;

/// <summary>Where progress is shown: where somebody may watch.</summary>
public sealed class InteractiveHostTests
{
    [Theory]
    [InlineData("pwsh", true)]
    [InlineData("pwsh -NoProfile -File nightly.ps1", true)]
    [InlineData("pwsh -NonInteractive", false)]
    [InlineData("pwsh -noni -c Get-Date", false)]
    [InlineData("pwsh /NonInt -File x.ps1", false)]
    [InlineData("pwsh -NoLogo -ExecutionPolicy Bypass -NONINTERACTIVE -File x.ps1", false)]
    [InlineData("pwsh -File x.ps1 -NonInteractive", true)]
    [InlineData("pwsh -Command x -NonInteractive", true)]
    public void A_console_is_watched_unless_it_was_started_to_ask_nobody(string commandLine, bool isWatched) =>
        Assert.Equal(isWatched, InteractiveHost.Is("ConsoleHost", commandLine.Split(' '), isOutputRedirected: false));

    [Fact]
    public void A_console_whose_output_goes_elsewhere_is_not_watched() =>
        Assert.False(InteractiveHost.Is("ConsoleHost", ["pwsh"], isOutputRedirected: true));

    [Fact]
    public void Any_other_host_shows_progress_in_its_own_way() =>
        Assert.True(InteractiveHost.Is("Visual Studio Code Host", ["pwsh", "-NonInteractive"], isOutputRedirected: true));
}
