namespace Seedance.PowerShell.Tests.Host;

public sealed class ScriptTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arguments_bind_to_the_param_block()
    {
        var run = await _folder.Run(
            "param([string] $Name, [switch] $Loud, [switch] $Quiet, [int] $Count, [string] $Last) \"$Name $Loud $Quiet $Count $Last\"",
            "-Name", "a fox", "-Loud", "-Quiet:$false", "-Count", "-3", "den");
        Assert.Equal("a fox True False -3 den", run.Output.Trim());
    }

    [Fact]
    public async Task A_script_knows_its_folder()
    {
        _folder.Add("part.ps1", "\"part of $args\"");
        var run = await _folder.Run("(Get-Item $PSScriptRoot).Name; . $PSScriptRoot/part.ps1 it");
        Assert.Equal($"{Path.GetFileName(_folder.Path)}{Environment.NewLine}part of it", run.Output.Trim());
    }

    [Fact]
    public async Task Get_ChildItem_finds_files_as_people_know_it()
    {
        foreach (var name in new[] { "a.png", "b.png", "c[1].png", "note.txt" })
            _folder.Add(name);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        _folder.Add("sub/d.png");

        var run = await _folder.Run("""
            "$(Get-ChildItem *.png -Name)"
            "$(Get-ChildItem -Filter *.png -Recurse | ForEach-Object BaseName)"
            "$(Get-ChildItem -LiteralPath 'c[1].png' | ForEach-Object Name)"
            "$(Get-ChildItem -Directory -Name)"
            "$(Get-ChildItem c*.png | Get-Item | ForEach-Object { $_.GetType().Name + ' ' + $_.Name })"
            "$('a.png', 'b.png' | Get-ChildItem | ForEach-Object Name)"
            Set-Location sub
            "$(Get-ChildItem -File -Name)"
            """);
        Assert.Equal(
            ["a.png b.png c[1].png", "a b c[1] d", "c[1].png", "sub", "FileInfo c[1].png", "a.png b.png", "d.png"],
            run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_missing_path_is_an_error_of_its_own()
    {
        _folder.Add("a.png");
        var run = await _folder.Run("Get-ChildItem absent.png, a.png -Name; Get-Item nowhere; Get-ChildItem *.gif");
        Assert.Equal("a.png", run.Output.Trim());
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Get-ChildItem: Cannot find path", run.Error, StringComparison.Ordinal);
        Assert.Contains("Get-Item: Cannot find path", run.Error, StringComparison.Ordinal);
    }
}
