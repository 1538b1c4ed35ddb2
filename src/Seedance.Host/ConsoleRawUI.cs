using System.Management.Automation.Host;

namespace Seedance.Host;

/// <summary>The little that formatting asks of a screen: its width. There is no cell buffer to read or move.</summary>
internal sealed class ConsoleRawUI : PSHostRawUserInterface
{
    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NoScreen();
    }

    public override Size WindowSize
    {
        get => new(Terminal.Width, Console.IsOutputRedirected ? 50 : Console.WindowHeight);
        set => throw NoScreen();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; }

    // Write-Host -ForegroundColor always sends both colors: this one means "leave it".
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => Terminal.CanRead && Console.KeyAvailable;

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NoScreen();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreen();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreen();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoScreen();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NoScreen();

    private static NotSupportedException NoScreen() => new("This host has no screen buffer.");
}
