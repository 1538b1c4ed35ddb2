namespace Seedance.PowerShell.Tests.Host;

public sealed class StreamTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Objects_become_a_plain_table()
    {
        var run = await HostRun.Command("[pscustomobject]@{ Name = 'fox'; Seconds = 8 }, [pscustomobject]@{ Name = 'den'; Seconds = 4 }");
        Assert.Equal(["Name Seconds", "---- -------", "fox        8", "den        4"], Lines(run.Output));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_format_file_decides_the_table()
    {
        _folder.Add("Clips.Format.ps1xml", """
            <Configuration><ViewDefinitions><View><Name>Clip</Name>
              <ViewSelectedBy><TypeName>Clip</TypeName></ViewSelectedBy>
              <TableControl><TableRowEntries><TableRowEntry><TableColumnItems>
                <TableColumnItem><PropertyName>Title</PropertyName></TableColumnItem>
              </TableColumnItems></TableRowEntry></TableRowEntries></TableControl>
            </View></ViewDefinitions></Configuration>
            """);
        _folder.Add("Clips.psd1", "@{ ModuleVersion = '1.0'; FormatsToProcess = 'Clips.Format.ps1xml' }");
        var run = await _folder.Run("Import-Module ./Clips.psd1; [pscustomobject]@{ PSTypeName = 'Clip'; Title = 'fox'; Hidden = 1 }");
        Assert.Equal(["Title", "-----", "fox"], Lines(run.Output));
    }

    [Fact]
    public async Task An_error_tells_message_position_and_what_to_do()
    {
        var run = await _folder.Run("""
            function Test-Credit {
                [CmdletBinding()] param()
                $record = [System.Management.Automation.ErrorRecord]::new([Exception]::new('402'), 'NoCredit', 'QuotaExceeded', $null)
                $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('There is no credit left.')
                $record.ErrorDetails.RecommendedAction = 'Get-SeedanceAccount'
                $PSCmdlet.WriteError($record)
            }
            Test-Credit
            'after'
            """);
        var lines = Lines(run.Error);
        Assert.Equal(3, lines.Length);
        Assert.Equal("Test-Credit: There is no credit left.", lines[0]);
        Assert.EndsWith("script.ps1:8: Test-Credit", lines[1], StringComparison.Ordinal);
        Assert.Equal("  → Get-SeedanceAccount", lines[2]);
        Assert.Equal("after", run.Output.Trim());
    }

    [Fact]
    public async Task Redirected_streams_carry_no_progress_and_no_escape_sequence()
    {
        var run = await _folder.Run("""
            function Step {
                [CmdletBinding()] param()
                $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Making', 'half'))
                $PSCmdlet.WriteWarning('low')
                $PSCmdlet.WriteVerbose('detail')
            }
            Step -Verbose
            Write-Host 'shown' -ForegroundColor Red
            Write-Host 'hidden' 6> $null
            "`e[32mgreen`e[0m"
            Import-Module nope
            """);
        Assert.Equal(["shown", "green"], Lines(run.Output));
        Assert.StartsWith($"WARNING: low{Environment.NewLine}VERBOSE: detail{Environment.NewLine}Import-Module: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Making", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output + run.Error);
    }

    [Fact]
    public async Task A_question_that_nobody_can_answer_fails_and_says_so()
    {
        var run = await _folder.Run("""
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            param()
            if ($PSCmdlet.ShouldProcess('fox')) { 'removed' }
            """);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("Standard input is not a terminal", run.Error, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", run.Error, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
