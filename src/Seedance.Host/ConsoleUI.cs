using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Seedance.Host;

internal sealed class ConsoleUI(Terminal terminal, ConsoleReader reader) : PSHostUserInterface
{
    private readonly ProgressLine _progress = new(terminal);

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUI();

    public override bool SupportsVirtualTerminal => terminal.OutputColor;

    public override void Write(string value) => terminal.Write(Styled(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        terminal.Write(Styled(value), AnsiColor.Of(foregroundColor, backgroundColor, RawUI));

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => terminal.WriteErrorLine(value, Terminal.Red);

    public override void WriteWarningLine(string message) => terminal.WriteErrorLine("WARNING: " + message, Terminal.Yellow);

    public override void WriteVerboseLine(string message) => terminal.WriteErrorLine("VERBOSE: " + message, Terminal.Faint);

    public override void WriteDebugLine(string message) => terminal.WriteErrorLine("DEBUG: " + message, Terminal.Faint);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Report(sourceId, record);

    public override string ReadLine() => reader.ReadLine();

    public override SecureString ReadLineAsSecureString() => reader.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        ConsoleReader.RequireTerminal(message);
        Announce(caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            terminal.Write(field.Name + ": ");
            var isSecret = field.ParameterTypeFullName == typeof(SecureString).FullName;
            answers[field.Name] = PSObject.AsPSObject(isSecret ? reader.ReadSecret() : reader.ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        ConsoleReader.RequireTerminal($"{message} (-Confirm:$false goes on without asking)");
        Announce(caption, message);
        var question = new ChoiceQuestion(choices, defaultChoice);
        while (true)
        {
            terminal.Write(question.Text);
            if (question.Answer(reader.ReadLine()) is { } chosen)
                return chosen;
            terminal.Write(question.Help);
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        ConsoleReader.RequireTerminal("a credential is asked for.");
        Announce(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            terminal.Write("User: ");
            userName = reader.ReadLine();
        }

        terminal.Write($"Password for {userName}: ");
        return new PSCredential(userName, reader.ReadSecret());
    }

    // Formatting always decorates; the host takes the escape sequences out where they are not wanted.
    private string Styled(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private void Announce(string caption, string message)
    {
        foreach (var line in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(line))
                WriteLine(line);
        }
    }
}
