using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Seedance.Host;

/// <summary>Reads what a person types; a stop ends the wait.</summary>
internal sealed class ConsoleReader(CancellationToken stop)
{
    /// <summary>Fails at once where nobody can answer, rather than wait for ever or take an answer from a pipe.</summary>
    public static void RequireTerminal(string question)
    {
        if (!Terminal.CanRead)
            throw new HostException($"Standard input is not a terminal, so nobody can answer: {question.Trim()}");
    }

    public string ReadLine()
    {
        RequireTerminal("a line of text is asked for.");
        return Wait(Console.ReadLine) ?? throw new HostException("The input ended.");
    }

    public SecureString ReadSecret()
    {
        RequireTerminal("a secret is asked for.");
        return Wait(ReadMasked);
    }

    // The console's read cannot be cancelled: it is left behind on its thread, and the process is about to end.
    private T Wait<T>(Func<T> read)
    {
        var reading = Task.Run(read, CancellationToken.None);
        try
        {
            reading.Wait(stop);
            return reading.Result;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private static SecureString ReadMasked()
    {
        var secret = new SecureString();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace && secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(pressed.KeyChar))
                secret.AppendChar(pressed.KeyChar);
        }

        Console.Out.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }
}
